package io.diffusion4j.training.denoiser;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.attention.MathAttentionProvider;
import io.diffusion4j.attention.NoSettings;
import io.diffusion4j.backbones.unet.UNet2DConditionProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneInfo;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.runtime.Natives;
import io.diffusion4j.core.settings.ReferenceConfigs;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.schedulers.noise.NoiseSchedule;
import io.diffusion4j.schedulers.noise.NoiseScheduleSettings;
import io.diffusion4j.schedulers.prediction.PredictionType;
import io.diffusion4j.training.diffusion.LossWeighting;
import io.diffusion4j.training.diffusion.NoisePoint;
import io.diffusion4j.training.diffusion.Objective;
import io.diffusion4j.training.diffusion.ScheduledProcess;
import io.diffusion4j.training.gradients.GradientCheck;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.parameters.Stored;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DenoisingLossTest {
    private static final Path UNET = TinyTraining.MODEL.resolve("unet");
    private static final List<String> WEIGHTS = List.of(
            "conv_in.weight",
            "time_embedding.linear_1.weight",
            "down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight",
            "mid_block.resnets.0.norm1.weight",
            "up_blocks.1.resnets.0.conv1.bias",
            "conv_out.weight");

    static {
        Natives.start();
    }

    /** A trained network of the goldens' size in double precision, and a batch. */
    private static final class Problem implements AutoCloseable {
        private final Device device = new Device("cpu");
        private final Parameters parameters = new Parameters(device, DType.FLOAT64, 0);
        private final Objective objective;
        private final DenoisingLoss loss;

        Problem(PredictionType prediction) {
            objective = new Objective(
                    new ScheduledProcess(NoiseSchedule.of(NoiseScheduleSettings.defaults())),
                    prediction,
                    new LossWeighting(LossWeighting.Kind.MIN_SNR, 5));
            UNet2DConditionProvider provider = new UNet2DConditionProvider();
            PartContext bare = PartContext.bare(device, DType.FLOAT64);
            try (SafetensorsFile file = SafetensorsFile.open(UNET.resolve("diffusion_pytorch_model.safetensors"))) {
                Backbone unet = parameters.model(
                        "unet",
                        weights -> provider.create(
                                provider.fromReference(ReferenceConfigs.read(UNET.resolve("config.json"))),
                                new PartContext(
                                        device,
                                        DType.FLOAT64,
                                        weights,
                                        new MathAttentionProvider().create(NoSettings.defaults(), bare),
                                        Optional.empty())),
                        new Stored(file));
                loss = new DenoisingLoss(unet, objective);
            }
        }

        Tensor value() {
            List<NoisePoint> points =
                    DoubleStream.of(0.05, 0.7).mapToObj(objective.process()::at).toList();
            Tensor errors = loss.errors(
                    normal(1, 2, 4, 8, 8), normal(2, 2, 4, 8, 8), points, Conditioning.ofContext(normal(3, 2, 5, 16)));
            return errors.mul(HostData.tensor(objective.weights(points), 2)).mean();
        }

        @Override
        public void close() {
            parameters.close();
        }
    }

    private static Tensor normal(long seed, long... shape) {
        int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        SplittableRandom random = new SplittableRandom(seed);
        return HostData.tensor(
                DoubleStream.generate(random::nextGaussian).limit(count).toArray(), shape);
    }

    @ParameterizedTest
    @EnumSource(
            value = PredictionType.class,
            names = {"EPSILON", "V_PREDICTION", "SAMPLE"})
    void gradients_are_the_slopes_of_the_loss(PredictionType prediction) {
        try (Scope scope = Scope.open();
                Problem problem = new Problem(prediction)) {
            Map<String, Tensor> weights = problem.parameters.of("unet");
            weights.keySet().retainAll(WEIGHTS);
            new GradientCheck(1).of(weights, problem::value);
            weights.forEach((name, weight) -> assertThat(HostData.doubles(weight.grad())[(int) (weight.numel() / 2)])
                    .as(name)
                    .isNotZero());
        }
    }

    @Test
    void the_loss_is_zero_for_who_knows_the_answer() {
        try (Scope scope = Scope.open();
                Problem problem = new Problem(PredictionType.V_PREDICTION)) {
            Tensor clean = normal(1, 2, 4, 8, 8);
            Tensor noise = normal(2, 2, 4, 8, 8);
            List<NoisePoint> points = DoubleStream.of(0.2, 0.9)
                    .mapToObj(problem.objective.process()::at)
                    .toList();
            Oracle oracle = new Oracle(problem.objective.target(clean, noise, points));
            Tensor errors =
                    new DenoisingLoss(oracle, problem.objective).errors(clean, noise, points, Conditioning.none());
            assertThat(HostData.doubles(errors)).containsOnly(0.0);
            assertThat(HostData.doubles(oracle.sample))
                    .isEqualTo(HostData.doubles(problem.objective.noised(clean, noise, points)));
            assertThat(HostData.doubles(oracle.timestep)).containsExactly(200, 900);
        }
    }

    /** Says what it was told to say, and keeps what it was asked. */
    private static final class Oracle implements Backbone {
        private final Tensor answer;
        private Tensor sample;
        private Tensor timestep;

        Oracle(Tensor answer) {
            this.answer = answer;
        }

        @Override
        public BackboneInfo info() {
            return new BackboneInfo(4, 4, 8, Set.of());
        }

        @Override
        public Tensor forward(Tensor sample, Tensor timestep, Conditioning conditioning) {
            this.sample = sample.clone();
            this.timestep = timestep.clone();
            this.sample.retainReference();
            this.timestep.retainReference();
            return answer;
        }
    }
}
