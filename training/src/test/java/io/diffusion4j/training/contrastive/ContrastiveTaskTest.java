package io.diffusion4j.training.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.data.PictureBatch;
import io.diffusion4j.training.data.Pixels;
import io.diffusion4j.training.measure.Impression;
import io.diffusion4j.training.measure.Judge;
import io.diffusion4j.training.parameters.ParameterGroup;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.precision.ExportPrecision;
import io.diffusion4j.training.task.Loss;
import io.diffusion4j.training.task.TrainingTaskProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContrastiveTaskTest {
    private static final int SIDE = 16;
    private static final Blocks DATA = new Blocks(SIDE);

    private Device device;
    private Parameters parameters;
    private ContrastiveTask task;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        device = new Device("cpu");
    }

    @AfterEach
    void close() {
        task.close();
        parameters.close();
        device.close();
    }

    @Test
    void the_gradients_are_the_slopes_of_the_loss() {
        task = begin(DType.FLOAT64, 4, ShortTraining.settings(1, 1, 1, ExportPrecision.FLOAT32));
        Draw draw = new Draw(1, 0, 0);
        try (Scope scope = Scope.open()) {
            task.loss(draw).value().backward();
        }
        for (ParameterGroup group : parameters.groups()) {
            assertSlopes(task, draw, group);
        }
    }

    /** Along a random direction of all weights of a group, and along each of some weights alone. */
    private static void assertSlopes(ContrastiveTask task, Draw draw, ParameterGroup group) {
        try (NoGradGuard off = new NoGradGuard();
                Scope scope = Scope.open()) {
            Tensor direction = draw.normal(
                            "direction", group.values().device(), group.values().numel())
                    .to(group.values().device(), group.values().scalar_type());
            double expected = group.gradients().dot(direction).item_double();
            double step = 1e-6;
            double slope = (moved(task, draw, group, direction, step) - moved(task, draw, group, direction, -step))
                    / (2 * step);
            assertThat(slope)
                    .as(group.leaves().keySet().toString())
                    .isCloseTo(expected, within(1e-5 + 1e-5 * Math.abs(expected)));
        }
    }

    private static double moved(ContrastiveTask task, Draw draw, ParameterGroup group, Tensor direction, double step) {
        Tensor before = group.values().clone();
        group.values().add_(direction.mul(new Scalar(step)));
        double loss = task.loss(draw).value().item_double();
        group.values().copy_(before);
        return loss;
    }

    @Test
    void every_weight_takes_part() {
        task = begin(DType.FLOAT64, 16, ShortTraining.settings(1, 1, 1, ExportPrecision.FLOAT32));
        try (Scope scope = Scope.open()) {
            task.loss(new Draw(1, 0, 0)).value().backward();
            for (ParameterGroup group : parameters.groups()) {
                group.named(group.gradients())
                        .forEach((name, gradient) -> assertThat(
                                        gradient.abs().max().item_double())
                                .as(name)
                                .isPositive());
            }
        }
    }

    @Test
    void the_same_draw_gives_the_same_loss_and_figures_for_the_log() {
        task = begin(DType.FLOAT32, 8, ShortTraining.settings(1, 0.5, 0.25, ExportPrecision.FLOAT32));
        try (Scope scope = Scope.open()) {
            Loss loss = task.loss(new Draw(1, 3, 0));
            Loss again = task.loss(new Draw(1, 3, 0));
            Loss other = task.loss(new Draw(1, 4, 0));

            assertThat(again.value().item_double()).isEqualTo(loss.value().item_double());
            assertThat(other.value().item_double()).isNotEqualTo(loss.value().item_double());
            Map<String, Double> figures = new TreeMap<>();
            loss.figures().forEach((name, value) -> figures.put(name, value.item_double()));
            assertThat(figures)
                    .containsOnlyKeys(
                            "contrast loss",
                            "contrast accuracy",
                            "image loss",
                            "image accuracy",
                            "text loss",
                            "text accuracy");
            assertThat(loss.value().item_double())
                    .isCloseTo(
                            figures.get("contrast loss")
                                    + 0.5 * figures.get("image loss")
                                    + 0.25 * figures.get("text loss"),
                            within(1e-5));
        }
    }

    @Test
    void with_text_alone_no_picture_is_looked_at_and_no_judge_is_written() {
        task = begin(DType.FLOAT32, 8, ShortTraining.settings(0, 0, 1, ExportPrecision.FLOAT16));
        try (Scope scope = Scope.open()) {
            assertThat(task.loss(new Draw(1, 0, 0)).figures()).containsOnlyKeys("text loss", "text accuracy");
        }
        task.export(folder);

        assertThat(folder.resolve("judge")).doesNotExist();
        assertThat(folder.resolve("text_encoder/model.safetensors")).exists();
    }

    @Test
    void what_it_has_learned_is_what_users_load() throws IOException {
        task = begin(DType.FLOAT32, 32, ShortTraining.settings(1, 1, 1, ExportPrecision.FLOAT16));
        ShortTraining.run(task, parameters, 150);
        task.export(folder);

        assertThat(Files.readString(folder.resolve("text_encoder/config.json"))).contains("CLIPTextModel");
        try (Judge judge = Judge.open(folder, ServiceProviders.ofClassPath(), device);
                Scope scope = Scope.open()) {
            long[] fresh = LongStream.range(500, 540).toArray();
            Impression seen = judge.look(pictures(fresh));
            List<Map<String, String>> truth =
                    LongStream.of(fresh).mapToObj(DATA::truth).toList();
            long right = 0;
            for (int i = 0; i < fresh.length; i++) {
                Map<String, String> found = seen.likeliest().get(i);
                right += truth.get(i).entrySet().stream()
                        .filter(entry -> entry.getValue().equals(found.get(entry.getKey())))
                        .count();
            }
            assertThat(right).as("of 120 attributes").isGreaterThan(108);
            assertThat(seen.probabilities(0).get("block").values().stream()
                            .mapToDouble(p -> p)
                            .sum())
                    .isCloseTo(1, within(1e-5));
            assertThat(cosine(judge, "a red block")).isGreaterThan(cosine(judge, "a blue block"));
        }
    }

    @Test
    void float32_files_hold_the_very_weights() {
        task = begin(DType.FLOAT32, 8, ShortTraining.settings(1, 1, 1, ExportPrecision.FLOAT32));
        task.export(folder);
        try (Scope scope = Scope.open();
                Judge judge = Judge.open(folder, ServiceProviders.ofClassPath(), device)) {
            double contrast =
                    task.loss(new Draw(1, 0, 0)).figures().get("contrast loss").item_double();
            Tensor images = judge.look(pictures(ShortTraining.numbers(new Draw(1, 0, 0), 8)))
                    .embeddings();
            List<String> texts = captions(new Draw(1, 0, 0), 8);
            Tensor scale = HostData.tensor(new float[] {(float) (1 / 0.07)}, 1);

            assertThat(ContrastiveLoss.of(images, judge.textEmbeddings(texts), scale, texts)
                            .value()
                            .item_double())
                    .isCloseTo(contrast, within(1e-4));
        }
    }

    @Test
    void it_is_found_by_its_name_and_its_judge_is_small() {
        task = begin(DType.FLOAT32, 8, ContrastiveSettings.defaults());

        assertThat(ServiceProviders.ofClassPath().find(TrainingTaskProvider.class, "contrastive"))
                .isPresent();
        assertThat(parameters.of("judge").values().stream()
                        .mapToLong(Tensor::numel)
                        .sum())
                .as("weights, of which 3 million would be 6 MB")
                .isLessThan(1_400_000);
    }

    /** The cosine between the caption and a picture of a red block. */
    private static double cosine(Judge judge, String caption) {
        long red = LongStream.range(0, 1000)
                .filter(number -> DATA.truth(number).get("block").equals("red"))
                .findFirst()
                .orElseThrow();
        Tensor picture = judge.look(pictures(new long[] {red})).embeddings();
        return picture.mul(judge.textEmbeddings(List.of(caption))).sum().item_double();
    }

    private ContrastiveTask begin(DType dtype, int batch, ContrastiveSettings settings) {
        parameters = new Parameters(device, dtype, 2);
        return ShortTraining.begin(DATA, batch, parameters, device, settings);
    }

    private static Tensor pictures(long... numbers) {
        List<Pixels> pixels = LongStream.of(numbers)
                .mapToObj(number -> Pixels.of(DATA.image(number)))
                .toList();
        return PictureBatch.of(numbers, pixels).tensor(new Device("cpu"));
    }

    private static List<String> captions(Draw draw, int batch) {
        return Captions.of(DATA, ShortTraining.numbers(draw, batch), draw).captions().stream()
                .map(Caption::text)
                .toList();
    }
}
