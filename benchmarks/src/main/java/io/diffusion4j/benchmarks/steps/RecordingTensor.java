package io.diffusion4j.benchmarks.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A tensor that notes what is computed from it, so that the same operations can be repeated without anything around them. */
public final class RecordingTensor extends Tensor {
    /** Operations on plain tensors, in order. */
    public static final class Log {
        private final List<Supplier<Tensor>> operations = new ArrayList<>();

        public RecordingTensor tensor(Tensor plain) {
            return new RecordingTensor(plain, this);
        }

        public int size() {
            return operations.size();
        }

        /** All operations once, each on the inputs it had; results belong to the open scope. */
        public void repeat() {
            for (Supplier<Tensor> operation : operations) {
                operation.get();
            }
        }

        private RecordingTensor note(Supplier<Tensor> operation) {
            operations.add(operation);
            return tensor(operation.get());
        }
    }

    private final Tensor plain;
    private final Log log;

    private RecordingTensor(Tensor plain, Log log) {
        super(plain);
        this.plain = plain instanceof RecordingTensor recording ? recording.plain : plain;
        this.log = log;
    }

    private static Tensor plain(Tensor tensor) {
        return tensor instanceof RecordingTensor recording ? recording.plain : tensor;
    }

    @Override
    public Tensor mul(Scalar factor) {
        return log.note(() -> plain.mul(factor));
    }

    @Override
    public Tensor mul(Tensor other) {
        return log.note(() -> plain.mul(plain(other)));
    }

    @Override
    public Tensor div(Scalar divisor) {
        return log.note(() -> plain.div(divisor));
    }

    @Override
    public Tensor div(Tensor other) {
        return log.note(() -> plain.div(plain(other)));
    }

    @Override
    public Tensor add(Tensor other) {
        return log.note(() -> plain.add(plain(other)));
    }

    @Override
    public Tensor add(Tensor other, Scalar factor) {
        return log.note(() -> plain.add(plain(other), factor));
    }

    @Override
    public Tensor sub(Tensor other) {
        return log.note(() -> plain.sub(plain(other)));
    }

    @Override
    public Tensor sub(Tensor other, Scalar factor) {
        return log.note(() -> plain.sub(plain(other), factor));
    }

    @Override
    public Tensor neg() {
        return log.note(plain::neg);
    }

    @Override
    public Tensor exp() {
        return log.note(plain::exp);
    }

    @Override
    public Tensor narrow(long dimension, long start, long length) {
        return log.note(() -> plain.narrow(dimension, start, length));
    }

    /** Nothing is computed for the same type. */
    @Override
    public Tensor to(ScalarType type) {
        return plain.scalar_type().intern() == type.intern() ? this : log.note(() -> plain.to(type));
    }
}
