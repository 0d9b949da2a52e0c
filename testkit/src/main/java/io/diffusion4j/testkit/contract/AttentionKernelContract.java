package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionShape;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.testkit.ExactAttention;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** What every attention kernel holds to, on the CPU in float32. */
public abstract class AttentionKernelContract extends ContractScope {
    private static final double TOLERANCE = 2e-5;

    protected abstract AttentionKernel kernel();

    @Test
    protected void it_supports_something() {
        assertThat(shapes()).isNotEmpty();
    }

    @Test
    protected void it_computes_the_definition() {
        for (AttentionShape shape : shapes()) {
            Tensor expected = attend(new ExactAttention(), shape, shape.batch());
            Tensors.assertNear(attend(kernel(), shape, shape.batch()), expected, TOLERANCE);
        }
    }

    @Test
    protected void a_row_does_not_depend_on_the_others() {
        for (AttentionShape shape : shapes()) {
            Inputs together = Inputs.of(shape, shape.batch());
            Tensor result = together.attend(kernel());
            for (long row = 0; row < shape.batch(); row++) {
                Tensors.assertNear(result.narrow(0, row, 1), together.row(row).attend(kernel()), TOLERANCE);
            }
        }
    }

    @Test
    protected void inputs_may_be_views_as_models_make_them() {
        for (AttentionShape shape : shapes()) {
            Inputs inputs = Inputs.of(shape, shape.batch());
            Tensors.assertNear(inputs.strided().attend(kernel()), inputs.attend(kernel()), TOLERANCE);
        }
    }

    @Test
    protected void it_does_not_write_to_its_inputs() {
        for (AttentionShape shape : shapes()) {
            Inputs inputs = Inputs.of(shape, shape.batch());
            List<double[]> before =
                    inputs.tensors().stream().map(HostData::doubles).toList();
            inputs.attend(kernel());
            for (int i = 0; i < before.size(); i++) {
                assertThat(HostData.doubles(inputs.tensors().get(i))).containsExactly(before.get(i));
            }
        }
    }

    @Test
    protected void its_workspace_is_no_negative_size() {
        assertThat(shapes()).allMatch(shape -> kernel().workspaceBytes(shape) >= 0);
    }

    @Test
    protected void one_instance_serves_many_threads() {
        AttentionKernel shared = kernel();
        assumeTrue(!shapes().isEmpty());
        AttentionShape shape = shapes().get(0);
        InThreads.assertSame(() -> HostData.doubles(attend(shared, shape, 1)));
    }

    @Test
    protected void it_leaves_no_native_objects_behind() {
        AttentionKernel kernel = kernel();
        shapes().stream().limit(1).forEach(shape -> LiveObjects.assertNoneLeftBy(() -> attend(kernel, shape, 1)));
    }

    private List<AttentionShape> shapes() {
        return Stream.of(false, true)
                .flatMap(masked -> Stream.of(
                        shape(1, 1, 1, 1, 8, masked),
                        shape(2, 2, 16, 16, 8, masked),
                        shape(2, 3, 63, 77, 40, masked),
                        shape(3, 2, 65, 5, 64, masked)))
                .filter(kernel()::supports)
                .toList();
    }

    private static AttentionShape shape(long batch, long heads, long queries, long keys, long size, boolean masked) {
        return new AttentionShape(batch, heads, queries, keys, size, masked, DType.FLOAT32, false);
    }

    private static Tensor attend(AttentionKernel kernel, AttentionShape shape, long batch) {
        return Inputs.of(shape, batch).attend(kernel);
    }

    /** What one call is given. */
    private record Inputs(Tensor query, Tensor key, Tensor value, Optional<Tensor> mask) {
        static Inputs of(AttentionShape shape, long batch) {
            return new Inputs(
                    rows(1, batch, shape.heads(), shape.queries(), shape.headSize()),
                    rows(2, batch, shape.heads(), shape.keys(), shape.headSize()),
                    rows(3, batch, shape.heads(), shape.keys(), shape.headSize()),
                    shape.masked() ? Optional.of(rows(4, batch, 1, 1, shape.keys())) : Optional.empty());
        }

        Tensor attend(AttentionKernel kernel) {
            return kernel.attend(query, key, value, mask, 1 / Math.sqrt(query.size(3)));
        }

        Inputs row(long row) {
            return map(tensor -> tensor.narrow(0, row, 1));
        }

        /** The same values, stored with heads and tokens the other way round. */
        Inputs strided() {
            return map(tensor -> tensor.transpose(1, 2).contiguous().transpose(1, 2));
        }

        List<Tensor> tensors() {
            return Stream.concat(Stream.of(query, key, value), mask.stream()).toList();
        }

        private Inputs map(UnaryOperator<Tensor> change) {
            return new Inputs(change.apply(query), change.apply(key), change.apply(value), mask.map(change));
        }
    }
}
