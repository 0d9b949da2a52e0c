package io.diffusion4j.training.contrastive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ContrastiveLossTest {
    private static final int WIDTH = 3;
    private static final double SCALE = 4.5;

    private final Scope scope = Scope.open();
    private final Random random = new Random(5);

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void it_is_the_mean_of_both_cross_entropies() {
        double[] images = random.doubles(4 * WIDTH).toArray();
        double[] texts = random.doubles(4 * WIDTH).toArray();
        List<String> captions = List.of("a", "b", "c", "d");

        assertThat(loss(images, texts, captions).value().item_double())
                .isCloseTo(expected(images, texts, captions), within(1e-12));
    }

    @Test
    void pictures_with_one_caption_share_the_probability() {
        double[] images = random.doubles(5 * WIDTH).toArray();
        double[] texts = random.doubles(5 * WIDTH).toArray();
        List<String> captions = List.of("a", "b", "a", "c", "a");

        assertThat(loss(images, texts, captions).value().item_double())
                .isCloseTo(expected(images, texts, captions), within(1e-12));
    }

    @Test
    void without_a_hint_it_is_the_logarithm_of_the_batch() {
        assertThat(loss(new double[4 * WIDTH], new double[4 * WIDTH], List.of("a", "b", "c", "d"))
                        .value()
                        .item_double())
                .isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void the_likeliest_caption_counts_as_right_if_it_reads_the_same() {
        double[] images = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        double[] swapped = {0, 1, 0, 1, 0, 0, 0, 0, 1};

        assertThat(loss(images, images, List.of("a", "b", "c")).accuracy().item_double())
                .isEqualTo(1);
        assertThat(loss(images, swapped, List.of("a", "b", "c")).accuracy().item_double())
                .isCloseTo(1 / 3.0, within(1e-12));
        assertThat(loss(images, swapped, List.of("a", "a", "c")).accuracy().item_double())
                .isEqualTo(1);
    }

    private ContrastiveLoss loss(double[] images, double[] texts, List<String> captions) {
        Tensor scale = HostData.tensor(new double[] {SCALE}, 1);
        return ContrastiveLoss.of(
                HostData.tensor(images, captions.size(), WIDTH),
                HostData.tensor(texts, captions.size(), WIDTH),
                scale,
                captions);
    }

    /** Written out: of each picture's softmax over texts, and each text's over pictures, the share of its own caption. */
    private static double expected(double[] images, double[] texts, List<String> captions) {
        return (oneWay(images, texts, captions) + oneWay(texts, images, captions)) / 2;
    }

    private static double oneWay(double[] from, double[] to, List<String> captions) {
        int batch = captions.size();
        double sum = 0;
        for (int i = 0; i < batch; i++) {
            int row = i;
            double all = IntStream.range(0, batch)
                    .mapToDouble(j -> Math.exp(logit(from, to, row, j)))
                    .sum();
            sum -= IntStream.range(0, batch)
                    .filter(j -> captions.get(j).equals(captions.get(row)))
                    .mapToDouble(j -> logit(from, to, row, j) - Math.log(all))
                    .average()
                    .orElseThrow();
        }
        return sum / batch;
    }

    private static double logit(double[] from, double[] to, int i, int j) {
        return SCALE
                * IntStream.range(0, WIDTH)
                        .mapToDouble(k -> from[i * WIDTH + k] * to[j * WIDTH + k])
                        .sum();
    }
}
