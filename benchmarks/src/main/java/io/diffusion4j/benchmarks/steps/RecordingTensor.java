package io.diffusion4j.benchmarks.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A tensor that notes what is computed from it, so that the same operations can be repeated without anything around them. */
final class RecordingTensor extends Tensor {
    /** Operations on plain tensors, in order. */
    static final class Log {
        private final List<String> names = new ArrayList<>();
        private final List<Runnable> operations = new ArrayList<>();

        RecordingTensor tensor(Tensor plain) {
            return new RecordingTensor(new Cell(plain), this);
        }

        /** What the operations are called. */
        List<String> names() {
            return List.copyOf(names);
        }

        /** All operations once, each on what the ones before it gave; results belong to the open scope. */
        void repeat() {
            operations.forEach(Runnable::run);
        }

        private RecordingTensor note(String name, Supplier<Tensor> operation) {
            Cell result = new Cell(operation.get());
            // the step's own scopes close while what follows is still to be recorded
            result.tensor.retainReference();
            names.add(name);
            operations.add(() -> result.tensor = operation.get());
            return new RecordingTensor(result, this);
        }
    }

    /** Holds an operation's latest result. */
    private static final class Cell {
        private Tensor tensor;

        Cell(Tensor tensor) {
            this.tensor = tensor;
        }
    }

    private final Cell cell;
    private final Log log;

    private RecordingTensor(Cell cell, Log log) {
        super(cell.tensor);
        this.cell = cell;
        this.log = log;
    }

    /** What the latest repetition gave for a tensor of the recording. */
    static Tensor latest(Tensor recorded) {
        return cell(recorded).tensor;
    }

    private static Cell cell(Tensor tensor) {
        if (tensor instanceof RecordingTensor recording) {
            return recording.cell;
        }
        throw new IllegalStateException("an operation that made this tensor is not recorded; override it in "
                + RecordingTensor.class.getSimpleName());
    }

    private Tensor note(String name, UnaryOperator<Tensor> operation) {
        return log.note(name, () -> operation.apply(cell.tensor));
    }

    private Tensor note(String name, Tensor other, BinaryOperator<Tensor> operation) {
        Cell right = cell(other);
        return log.note(name, () -> operation.apply(cell.tensor, right.tensor));
    }

    @Override
    public Tensor mul(Scalar factor) {
        return note("mul", x -> x.mul(factor));
    }

    @Override
    public Tensor mul(Tensor other) {
        return note("mul", other, (x, y) -> x.mul(y));
    }

    @Override
    public Tensor div(Scalar divisor) {
        return note("div", x -> x.div(divisor));
    }

    @Override
    public Tensor div(Tensor other) {
        return note("div", other, (x, y) -> x.div(y));
    }

    @Override
    public Tensor add(Tensor other) {
        return note("add", other, (x, y) -> x.add(y));
    }

    @Override
    public Tensor add(Tensor other, Scalar factor) {
        return note("add scaled", other, (x, y) -> x.add(y, factor));
    }

    @Override
    public Tensor sub(Tensor other) {
        return note("sub", other, (x, y) -> x.sub(y));
    }

    @Override
    public Tensor sub(Tensor other, Scalar factor) {
        return note("sub scaled", other, (x, y) -> x.sub(y, factor));
    }

    @Override
    public Tensor neg() {
        return note("neg", Tensor::neg);
    }

    @Override
    public Tensor exp() {
        return note("exp", Tensor::exp);
    }

    @Override
    public Tensor square() {
        return note("square", Tensor::square);
    }

    @Override
    public Tensor sqrt() {
        return note("sqrt", Tensor::sqrt);
    }

    @Override
    public Tensor abs() {
        return note("abs", Tensor::abs);
    }

    @Override
    public Tensor clamp(ScalarOptional min, ScalarOptional max) {
        return note("clamp", x -> x.clamp(min, max));
    }

    @Override
    public Tensor clamp_min(Scalar min) {
        return note("clamp", x -> x.clamp_min(min));
    }

    @Override
    public Tensor maximum(Tensor other) {
        return note("maximum", other, (x, y) -> x.maximum(y));
    }

    @Override
    public Tensor narrow(long dimension, long start, long length) {
        return note("narrow", x -> x.narrow(dimension, start, length));
    }

    @Override
    public Tensor flatten(long first, long last) {
        return note("flatten", x -> x.flatten(first, last));
    }

    @Override
    public Tensor sum(long... dimensions) {
        return note("sum", x -> x.sum(dimensions));
    }

    @Override
    public Tensor mean(long... dimensions) {
        return note("mean", x -> x.mean(dimensions));
    }

    @Override
    public Tensor reshape(long... shape) {
        return note("reshape", x -> x.reshape(shape));
    }

    /** Nothing is computed for the same type. */
    @Override
    public Tensor to(ScalarType type) {
        return scalar_type().intern() == type.intern() ? this : note("to", x -> x.to(type));
    }
}
