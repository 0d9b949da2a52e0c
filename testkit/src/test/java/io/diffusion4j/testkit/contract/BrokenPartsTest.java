package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.testkit.ExactAttention;
import io.diffusion4j.testkit.golden.EulerScheduler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Contracts notice what they are for. */
class BrokenPartsTest extends ContractScope {
    private static final EulerScheduler EULER = new EulerScheduler(0.00085, 0.012, 1);

    @Test
    void a_scheduler_that_does_not_converge_is_noticed() {
        Broken contract = new Broken(new EulerScheduler(0.00085, 0.012, 1.02));
        refused(contract::the_error_falls_with_the_claimed_order);
    }

    @Test
    void a_claim_of_too_high_an_order_is_noticed() {
        refused(new Broken(claiming("order", 2))::the_error_falls_with_the_claimed_order);
    }

    @Test
    void a_false_claim_to_draw_is_noticed() {
        refused(new Broken(claiming("isStochastic", true))::only_stochastic_schedulers_draw);
    }

    @Test
    void a_kernel_with_another_scale_is_noticed() {
        refused(new BrokenKernel(0.9, new ArrayList<>())::it_computes_the_definition);
    }

    @Test
    void a_kernel_that_keeps_its_results_is_noticed() {
        refused(new BrokenKernel(1, new ArrayList<>())::it_leaves_no_native_objects_behind);
    }

    private static void refused(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }

    private static Scheduler claiming(String method, Object answer) {
        return (Scheduler) Proxy.newProxyInstance(
                Scheduler.class.getClassLoader(),
                new Class<?>[] {Scheduler.class},
                (proxy, called, arguments) ->
                        called.getName().equals(method) ? answer : called.invoke(EULER, arguments));
    }

    private static final class Broken extends SchedulerContract {
        private final Scheduler scheduler;

        Broken(Scheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        protected Scheduler scheduler() {
            return scheduler;
        }
    }

    private static final class BrokenKernel extends AttentionKernelContract {
        private final double factor;
        private final List<Tensor> kept;

        BrokenKernel(double factor, List<Tensor> kept) {
            this.factor = factor;
            this.kept = kept;
        }

        @Override
        protected AttentionKernel kernel() {
            return new Keeping(factor, kept);
        }
    }

    /** Scales wrongly and holds on to what it returns. */
    private record Keeping(double factor, List<Tensor> kept) implements AttentionKernel {
        @Override
        public boolean supports(io.diffusion4j.core.attention.AttentionShape shape) {
            return true;
        }

        @Override
        public long workspaceBytes(io.diffusion4j.core.attention.AttentionShape shape) {
            return 0;
        }

        @Override
        public Tensor attend(Tensor query, Tensor key, Tensor value, java.util.Optional<Tensor> mask, double scale) {
            Tensor result = new ExactAttention().attend(query, key, value, mask, scale * factor);
            Tensor copy = result.mul(new Scalar(1));
            copy.retainReference();
            kept.add(copy);
            return result;
        }
    }
}
