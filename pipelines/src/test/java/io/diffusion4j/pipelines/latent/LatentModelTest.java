package io.diffusion4j.pipelines.latent;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.core.sampling.NoiseSource;
import io.diffusion4j.core.sampling.PlanRequest;
import io.diffusion4j.core.sampling.SamplerState;
import io.diffusion4j.core.sampling.Step;
import io.diffusion4j.core.sampling.Trajectory;
import io.diffusion4j.pipelines.Diffusion4J;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.TinyFamily;
import io.diffusion4j.pipelines.TinyModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatentModelTest {
    private static Diffusion4J diffusion;
    private static io.diffusion4j.core.pipeline.PipelineContext context;
    private static LatentModel plain;

    @BeforeAll
    static void load() {
        diffusion = Diffusion4J.open();
        context = diffusion.components(PipelineSettings.of(TinyModel.FOLDER));
        plain = LatentModel.load(context, new TinyFamily());
    }

    @AfterAll
    static void close() {
        context.close();
        diffusion.close();
    }

    @ParameterizedTest
    @CsvSource({
        // steps, evaluations, strength, first evaluation
        "10, 10, 1, 0",
        "10, 10, 0.5, 5",
        "10, 10, 0.3, 7",
        "10, 10, 0.34, 7",
        "10, 11, 0.5, 5",
        "10, 19, 0.5, 10",
        "6, 11, 0.5, 6",
        "1, 1, 1, 0",
        "1, 1, 0.9, 1",
        "4, 4, 0.1, 4"
    })
    void a_run_from_an_image_leaves_out_the_first_steps(int steps, int evaluations, double strength, int first) {
        assertThat(plain.firstStep(new Evaluations(evaluations), steps, strength))
                .isEqualTo(first);
    }

    @Test
    void the_length_of_the_image_sequence_is_told_for_models_with_tokens_only() {
        PlanRequest request = PlanRequest.ofSteps(4);
        assertThat(plain.withTokens(request, new ImageSize(32, 32)).imageTokens())
                .isEmpty();
        LatentModel cut = new LatentModel(plain.component(), plain.backbone(), plain.autoencoder(), new LatentRecipe() {
            @Override
            public Optional<Integer> patch() {
                return Optional.of(2);
            }
        });
        assertThat(cut.multiple()).isEqualTo(8);
        assertThat(cut.withTokens(request, new ImageSize(32, 24)).imageTokens()).contains(12);
    }

    @Test
    void latents_have_the_size_of_the_image_over_the_factor() {
        assertThat(plain.latentShape(3, new ImageSize(40, 24))).containsExactly(3, 4, 6, 10);
        assertThat(plain.ownSize()).isEqualTo(new ImageSize(TinyModel.SIZE, TinyModel.SIZE));
    }

    /** Only counts. */
    private record Evaluations(int count) implements Trajectory {
        @Override
        public List<Step> steps() {
            return IntStream.range(0, count)
                    .mapToObj(i -> new Step(i, count, count - i))
                    .toList();
        }

        @Override
        public double initialNoiseSigma() {
            return 1;
        }

        @Override
        public Tensor addNoise(Tensor clean, Tensor noise, Step at) {
            throw new AssertionError("only its steps are asked for");
        }

        @Override
        public Tensor modelInput(SamplerState state) {
            throw new AssertionError("only its steps are asked for");
        }

        @Override
        public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) {
            throw new AssertionError("only its steps are asked for");
        }
    }
}
