package io.diffusion4j.benchmarks.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A tensor that notes what is computed from it, so that the same operations can be repeated without anything around them. */
public final class RecordingTensor extends Tensor {
    /** Operations on plain tensors, in order. */
    public static final class Log {
        private final List<Runnable> operations = new ArrayList<>();

        public RecordingTensor tensor(Tensor plain) {
            return new RecordingTensor(new Cell(plain), this);
        }

        public int size() {
            return operations.size();
        }

        /** All operations once, each on what the ones before it gave; results belong to the open scope. */
        public void repeat() {
            operations.forEach(Runnable::run);
        }

        private RecordingTensor note(Supplier<Tensor> operation) {
            Cell result = new Cell(operation.get());
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

    private static Supplier<Tensor> latest(Tensor tensor) {
        return tensor instanceof RecordingTensor recording ? () -> recording.cell.tensor : () -> tensor;
    }

    @Override
    public Tensor mul(Scalar factor) {
        return log.note(() -> cell.tensor.mul(factor));
    }

    @Override
    public Tensor mul(Tensor other) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.mul(right.get()));
    }

    @Override
    public Tensor div(Scalar divisor) {
        return log.note(() -> cell.tensor.div(divisor));
    }

    @Override
    public Tensor div(Tensor other) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.div(right.get()));
    }

    @Override
    public Tensor add(Tensor other) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.add(right.get()));
    }

    @Override
    public Tensor add(Tensor other, Scalar factor) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.add(right.get(), factor));
    }

    @Override
    public Tensor sub(Tensor other) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.sub(right.get()));
    }

    @Override
    public Tensor sub(Tensor other, Scalar factor) {
        Supplier<Tensor> right = latest(other);
        return log.note(() -> cell.tensor.sub(right.get(), factor));
    }

    @Override
    public Tensor neg() {
        return log.note(() -> cell.tensor.neg());
    }

    @Override
    public Tensor exp() {
        return log.note(() -> cell.tensor.exp());
    }

    @Override
    public Tensor square() {
        return log.note(() -> cell.tensor.square());
    }

    @Override
    public Tensor sqrt() {
        return log.note(() -> cell.tensor.sqrt());
    }

    @Override
    public Tensor abs() {
        return log.note(() -> cell.tensor.abs());
    }

    @Override
    public Tensor clamp(ScalarOptional min, ScalarOptional max) {
        return log.note(() -> cell.tensor.clamp(min, max));
    }

    @Override
    public Tensor narrow(long dimension, long start, long length) {
        return log.note(() -> cell.tensor.narrow(dimension, start, length));
    }

    @Override
    public Tensor flatten(long first, long last) {
        return log.note(() -> cell.tensor.flatten(first, last));
    }

    @Override
    public Tensor sum(long... dimensions) {
        return log.note(() -> cell.tensor.sum(dimensions));
    }

    @Override
    public Tensor reshape(long... shape) {
        return log.note(() -> cell.tensor.reshape(shape));
    }

    /** Nothing is computed for the same type. */
    @Override
    public Tensor to(ScalarType type) {
        return scalar_type().intern() == type.intern() ? this : log.note(() -> cell.tensor.to(type));
    }
}
