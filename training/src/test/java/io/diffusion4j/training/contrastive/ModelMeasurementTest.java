package io.diffusion4j.training.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderInfo;
import io.diffusion4j.core.autoencoder.Posterior;
import io.diffusion4j.core.error.ConfigurationException;
import io.diffusion4j.core.pipeline.GeneratedImage;
import io.diffusion4j.core.pipeline.GenerationObserver;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.GenerationResult;
import io.diffusion4j.core.pipeline.Pipeline;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.settings.SettingsJson;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.training.data.Caption;
import io.diffusion4j.training.measure.Judge;
import io.diffusion4j.training.measure.MeasurementPlan;
import io.diffusion4j.training.measure.ModelMeasurement;
import io.diffusion4j.training.measure.ModelReport;
import io.diffusion4j.training.measure.Specimen;
import io.diffusion4j.training.parameters.Parameters;
import io.diffusion4j.training.precision.ExportPrecision;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMeasurementTest {
    private static final int SIDE = 16;
    private static final Blocks DATA = new Blocks(SIDE);
    private static final ServiceProviders PROVIDERS = ServiceProviders.ofClassPath();
    private static final List<Specimen> SPECIMENS = specimens(24);

    @TempDir
    static Path folder;

    private static Device device;
    private static Judge judge;

    @BeforeAll
    static void train() {
        device = new Device("cpu");
        try (Parameters parameters = new Parameters(device, DType.FLOAT32, 2);
                ContrastiveTask task = ShortTraining.begin(
                        DATA, 32, parameters, device, ShortTraining.settings(1, 1, 1, ExportPrecision.FLOAT32))) {
            ShortTraining.run(task, parameters, 150);
            task.export(folder);
        }
        judge = Judge.open(folder, PROVIDERS, device);
    }

    @AfterAll
    static void close() {
        judge.close();
        device.close();
    }

    @Test
    void a_model_that_paints_what_it_is_told_adheres_and_one_that_does_not_does_not() {
        ModelReport good = report(new Painter(true));
        ModelReport bad = report(new Painter(false));

        assertThat(good.accuracy().overall().value()).isGreaterThan(0.9);
        assertThat(good.accuracy().overall().named()).isEqualTo(3 * 24);
        assertThat(good.adherence().overall().value()).isGreaterThan(0.85);
        assertThat(bad.adherence().overall().value()).isLessThan(0.6);
        assertThat(bad.clipScore()).isLessThan(good.clipScore());
        assertThat(good.guided()).extracting(ModelReport.Guided::scale).containsExactly(1.0, 4.0);
    }

    @Test
    void a_model_with_one_picture_has_no_variance_and_covers_little() {
        ModelReport.Guided one = report(new Painter(false)).guided().get(0);
        ModelReport.Guided many = report(new Painter(true)).guided().get(0);

        assertThat(one.variance()).isCloseTo(0, within(1e-9));
        assertThat(one.manifold().recall()).isLessThan(0.3);
        assertThat(many.varianceOfCaption()).isPositive().isLessThan(many.variance());
        assertThat(many.manifold().recall()).isGreaterThan(0.7);
        assertThat(many.distance()).isLessThan(one.distance());
    }

    @Test
    void it_asks_for_each_caption_seed_and_setting_once() {
        Painter painter = new Painter(true);
        report(painter);

        assertThat(painter.asked).hasSize(5 * 20);
        assertThat(painter.asked).allMatch(request -> request.count() == 3);
        assertThat(painter.asked.stream()
                        .limit(20)
                        .map(request -> request.seed().orElseThrow()))
                .containsExactlyElementsOf(
                        LongStream.range(0, 20).map(i -> 3 * i).boxed().toList());
        assertThat(painter.asked.stream()
                        .map(request ->
                                request.scheduler().map(part -> part.type()).orElse("-") + " " + request.steps())
                        .distinct())
                .containsExactly("- 20", "dpm-solver++ 20", "ddim 100");
    }

    @Test
    void the_report_is_told_in_tables_and_for_programs() {
        ModelReport report = report(new Painter(true));
        Map<String, Object> json = SettingsJson.fromJson("report", report.toJson());

        assertThat(json).containsEntry("captions", 20).containsEntry("reconstruction_psnr", 31.5);
        assertThat(((Map<?, ?>) json.get("adherence")).get("overall"))
                .isEqualTo(report.adherence().overall().value());
        assertThat((List<?>) json.get("guided")).hasSize(2);
        assertThat(report.toMarkdown())
                .contains("| captions x seeds | 20 x 3 |", "31.500 dB", "| 4.0 |", "| `block` |")
                .doesNotContain("NaN");
    }

    @Test
    void an_autoencoder_that_errs_by_a_tenth_of_the_range_has_20_decibels() {
        assertThat(ModelMeasurement.reconstruction(new Darkening(), SPECIMENS)).isCloseTo(20, within(1e-3));
    }

    @Test
    void more_captions_than_pictures_are_refused() {
        ModelMeasurement measurement = new ModelMeasurement(new Painter(true), judge, SPECIMENS);
        MeasurementPlan plan = MeasurementPlan.standard(PROVIDERS, 25, 2, List.of());

        assertThatThrownBy(() -> measurement.run(plan, OptionalDouble.empty()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("25");
    }

    private static ModelReport report(Pipeline pipeline) {
        return new ModelMeasurement(pipeline, judge, SPECIMENS)
                .run(MeasurementPlan.standard(PROVIDERS, 20, 3, List.of(4.0, 1.0)), OptionalDouble.of(31.5));
    }

    private static List<Specimen> specimens(int count) {
        return LongStream.range(600, 600 + count)
                .mapToObj(number -> {
                    Caption caption = DATA.caption(number, new SplittableRandom(number));
                    return new Specimen(DATA.image(number), caption.text(), caption.attributes(), DATA.truth(number));
                })
                .toList();
    }

    /** Paints pictures that the prompt is true of, or the same picture always. */
    private static final class Painter implements Pipeline {
        private final boolean listens;
        private final List<GenerationRequest> asked = new ArrayList<>();

        Painter(boolean listens) {
            this.listens = listens;
        }

        @Override
        public GenerationResult generate(GenerationRequest request, GenerationObserver observer) {
            asked.add(request);
            SplittableRandom random = new SplittableRandom(request.seed().orElseThrow());
            List<GeneratedImage> images = new ArrayList<>();
            for (int i = 0; i < request.count(); i++) {
                images.add(image(i, listens ? fitting(request.prompt(), random) : 0));
            }
            return new GenerationResult(images);
        }

        private static long fitting(String prompt, SplittableRandom random) {
            long number = random.nextLong(1000);
            while (!DATA.truth(number).values().stream()
                    .allMatch(value -> prompt.contains(value) || !isNamed(prompt, value))) {
                number = random.nextLong(1000);
            }
            return number;
        }

        /** Whether the prompt names another value of the attribute that has this one. */
        private static boolean isNamed(String prompt, String value) {
            return DATA.attributes().values().stream()
                    .filter(values -> values.contains(value))
                    .anyMatch(values -> values.stream().anyMatch(prompt::contains));
        }

        private static GeneratedImage image(int index, long number) {
            BufferedImage image = DATA.image(number);
            byte[] rgb = new byte[SIDE * SIDE * 3];
            for (int i = 0; i < SIDE * SIDE; i++) {
                int pixel = image.getRGB(i % SIDE, i / SIDE);
                rgb[3 * i] = (byte) (pixel >> 16);
                rgb[3 * i + 1] = (byte) (pixel >> 8);
                rgb[3 * i + 2] = (byte) pixel;
            }
            return new GeneratedImage(index, SIDE, SIDE, rgb, null);
        }

        @Override
        public void close() {}
    }

    /** Makes all values smaller by 0.2 that can be, and -1 larger. */
    private static final class Darkening implements Autoencoder {
        @Override
        public AutoencoderInfo info() {
            return new AutoencoderInfo(3, 1, 1, 0);
        }

        @Override
        public Posterior encode(Tensor image) {
            return new Posterior(image, torch.zeros_like(image));
        }

        @Override
        public Tensor decode(Tensor latents) {
            Tensor step = torch.where(
                    latents.lt(new Scalar(-0.5)),
                    torch.full_like(latents, new Scalar(0.2)),
                    torch.full_like(latents, new Scalar(-0.2)));
            return latents.add(step);
        }
    }
}
