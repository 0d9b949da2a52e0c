package io.diffusion4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.backbone.ControlNet;
import io.diffusion4j.core.guidance.Denoiser;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.text.TextEncoder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** The contracts of models and guidance notice what they are for. */
class BrokenModelsTest extends ContractScope {
    private static final UnaryOperator<Tensor> MIXED = x -> x.sub(x.mean());

    @Test
    void a_backbone_that_mixes_rows_is_noticed() {
        passes(new Backbones(x -> x, Set.of(Conditioning.CONTEXT))::a_row_does_not_depend_on_the_others);
        refused(new Backbones(MIXED, Set.of(Conditioning.CONTEXT))::a_row_does_not_depend_on_the_others);
    }

    @Test
    void a_backbone_that_writes_to_its_sample_is_noticed() {
        UnaryOperator<Tensor> overwriting = x -> x.mul_(new Scalar(2));
        refused(new Backbones(overwriting, Set.of(Conditioning.CONTEXT))::it_does_not_write_to_its_inputs);
    }

    @Test
    void a_backbone_that_does_not_tell_what_it_needs_is_noticed() {
        refusedByAnything(new Backbones(x -> x, Set.of())::it_needs_the_conditioning_that_it_tells_and_no_more);
    }

    @Test
    void a_control_net_that_mixes_rows_is_noticed() {
        passes(new ControlNets(x -> x)::a_row_does_not_depend_on_the_others);
        refused(new ControlNets(MIXED)::a_row_does_not_depend_on_the_others);
    }

    @Test
    void a_control_net_whose_strength_does_not_count_is_noticed() {
        passes(new ControlNets(x -> x)::residuals_are_proportional_to_the_strength);
        refused(new ControlNets(x -> x.sign())::residuals_are_proportional_to_the_strength);
    }

    @Test
    void a_control_net_that_adds_what_it_does_not_tell_is_noticed() {
        passes(new ControlNets(x -> x)::it_adds_what_it_tells_and_no_more);
        refused(new ControlNets(x -> x, "edges")::it_adds_what_it_tells_and_no_more);
    }

    @Test
    void a_control_net_that_the_backbone_does_not_hear_is_noticed() {
        refused(new ControlNets(x -> x)::the_backbone_hears_it);
    }

    @Test
    void an_autoencoder_that_mixes_images_is_noticed() {
        passes(new Autoencoders(x -> x)::an_image_is_the_same_alone_and_in_a_batch);
        refused(new Autoencoders(MIXED)::an_image_is_the_same_alone_and_in_a_batch);
    }

    @Test
    void an_encoder_whose_prompts_see_each_other_is_noticed() {
        passes(new Encoders(x -> x)::a_prompt_does_not_depend_on_the_others);
        refused(new Encoders(MIXED)::a_prompt_does_not_depend_on_the_others);
    }

    @Test
    void guidance_whose_runs_see_each_other_is_noticed() {
        refused(new CountingGuidance()::runs_of_one_instance_do_not_see_each_other);
    }

    private static void passes(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void refused(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(AssertionError.class);
    }

    private static void refusedByAnything(ThrowingCallable check) {
        assertThatThrownBy(check).isInstanceOf(Throwable.class);
    }

    private static final class Backbones extends BackboneContract {
        private final UnaryOperator<Tensor> change;
        private final Set<String> told;

        Backbones(UnaryOperator<Tensor> change, Set<String> told) {
            this.change = change;
            this.told = told;
        }

        @Override
        protected Backbone backbone() {
            return new Backbone() {
                @Override
                public BackboneInfo info() {
                    return new BackboneInfo(4, 4, 5, told);
                }

                @Override
                public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
                    return new ShiftedCopy().forward(change.apply(sample), timestep, conditioning);
                }
            };
        }

        @Override
        protected Conditioning conditioning(long batch) {
            return ShiftedCopy.shift(batch, 1);
        }
    }

    private static final class ControlNets extends ControlNetContract implements ControlNet {
        private final UnaryOperator<Tensor> change;
        private final String name;

        ControlNets(UnaryOperator<Tensor> change) {
            this(change, "added");
        }

        ControlNets(UnaryOperator<Tensor> change, String name) {
            this.change = change;
            this.name = name;
        }

        @Override
        protected ControlNet net() {
            return this;
        }

        @Override
        protected Backbone backbone() {
            return new ShiftedCopy();
        }

        @Override
        protected Conditioning conditioning(long batch) {
            return ShiftedCopy.shift(batch, 1);
        }

        @Override
        protected Tensor control(long batch) {
            return rows(1, batch, 4);
        }

        @Override
        public List<String> residuals() {
            return List.of("added");
        }

        @Override
        public Conditioning steer(
                Tensor sample, Tensor timestep, Conditioning conditioning, Tensor control, double strength) {
            return conditioning.with(name + ".0", change.apply(control.mul(new Scalar(strength))));
        }
    }

    private static final class Autoencoders extends AutoencoderContract implements Autoencoder {
        private final UnaryOperator<Tensor> change;

        Autoencoders(UnaryOperator<Tensor> change) {
            this.change = change;
        }

        @Override
        protected Autoencoder autoencoder() {
            return this;
        }

        @Override
        public AutoencoderInfo info() {
            return new AutoencoderInfo(48, 4, 1, 0);
        }

        @Override
        public Posterior encode(Tensor image) {
            Tensor latents = torch.pixel_unshuffle(change.apply(image), 4);
            return new Posterior(latents, latents);
        }

        @Override
        public Tensor decode(Tensor latents) {
            return torch.pixel_shuffle(change.apply(latents), 4);
        }
    }

    /** A prompt is its length. */
    private static final class Encoders extends TextEncoderContract implements TextEncoder {
        private final UnaryOperator<Tensor> change;

        Encoders(UnaryOperator<Tensor> change) {
            this.change = change;
        }

        @Override
        protected TextEncoder encoder() {
            return this;
        }

        @Override
        public Tensor tokenize(List<String> prompts) {
            long[] lengths = prompts.stream().mapToLong(String::length).toArray();
            return HostData.tensor(lengths, lengths.length, 1);
        }

        @Override
        public Conditioning encode(Tensor tokenIds, int skipLayers) {
            Tensor numbers = tokenIds.to(torch.ScalarType.Float).unsqueeze(2);
            return Conditioning.ofContext(change.apply(numbers));
        }
    }

    /** Adds how often it was asked since it was made. */
    private static final class CountingGuidance extends GuidanceContract implements Guidance {
        private int asked;

        @Override
        protected Guidance guidance() {
            return this;
        }

        @Override
        public boolean needsNegative() {
            return false;
        }

        @Override
        public Denoiser guide(Backbone backbone, Conditioning positive, Optional<Conditioning> negative) {
            return (sample, step) -> sample.add(new Scalar(asked++));
        }
    }
}
