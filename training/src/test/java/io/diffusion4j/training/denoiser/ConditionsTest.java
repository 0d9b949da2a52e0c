package io.diffusion4j.training.denoiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.core.tensor.Scope;
import io.diffusion4j.pipelines.latent.LatentRecipe;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import io.diffusion4j.training.Draw;
import io.diffusion4j.training.data.BatchOrder.Batch;
import io.diffusion4j.training.parameters.Parameters;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final Batch BATCH = new Batch(new long[] {3, 1, 4, 1, 5}, TinyTraining.PICTURES.extent());

    /** Says how long a prompt is and with which letter it begins. */
    private static final class Letters implements PromptEncoder {
        @Override
        public Conditioning positive(GenerationRequest request) {
            String prompt = request.prompt();
            float first = prompt.isEmpty() ? -1 : prompt.charAt(0);
            return new Conditioning(Map.of(
                    Conditioning.CONTEXT, HostData.tensor(new float[] {prompt.length(), first}, 1, 1, 2),
                    Conditioning.CONTEXT_MASK, HostData.tensor(new long[] {prompt.length()}, 1, 1)));
        }

        @Override
        public Conditioning negative(GenerationRequest request) {
            return positive(request.withPrompt(request.negativePrompt()));
        }
    }

    private static Conditions conditions(NullCondition nothing, double dropout) {
        return new Conditions(
                TinyTraining.PICTURES, new Letters(), LatentRecipe.plain(), nothing, dropout, new Device("cpu"));
    }

    private static NullCondition empty() {
        return new NullCondition(new Letters().negative(GenerationRequest.defaults()), Map.of());
    }

    @Test
    void as_many_captions_are_left_out_as_asked_for() {
        try (Scope scope = Scope.open()) {
            Conditions conditions = conditions(empty(), 0.1);
            long dropped = IntStream.range(0, 400)
                    .mapToLong(step -> count(conditions.dropped(50, new Draw(1, step, 0))))
                    .sum();
            // 20000 draws: three standard deviations are 127
            assertThat((double) dropped).isCloseTo(2000, within(127.0));
            assertThat(count(conditions(empty(), 0).dropped(100, new Draw(1, 2, 0))))
                    .isZero();
            assertThat(count(conditions(empty(), 1).dropped(100, new Draw(1, 2, 0))))
                    .isEqualTo(100);
        }
    }

    private static long count(boolean[] values) {
        return IntStream.range(0, values.length).filter(i -> values[i]).count();
    }

    @Test
    void what_is_left_out_is_a_function_of_the_draw() {
        try (Scope scope = Scope.open()) {
            Conditions conditions = conditions(empty(), 0.5);
            Draw draw = new Draw(4, 2, 1);
            assertThat(conditions.dropped(64, draw)).isEqualTo(conditions.dropped(64, draw));
            assertThat(conditions.dropped(64, draw)).isNotEqualTo(conditions.dropped(64, new Draw(4, 3, 1)));
            assertThat(context(conditions.of(BATCH, draw))).isEqualTo(context(conditions.of(BATCH, draw)));
        }
    }

    @Test
    void rows_have_their_caption_or_the_empty_one() {
        try (Scope scope = Scope.open()) {
            Conditions conditions = conditions(empty(), 0.5);
            Draw draw = new Draw(4, 2, 1);
            boolean[] dropped = conditions.dropped(5, draw);
            assertThat(dropped).contains(true).contains(false);
            float[] rows = context(conditions.of(BATCH, draw));
            long[] masks = HostData.longs(conditions.of(BATCH, draw).require(Conditioning.CONTEXT_MASK));
            for (int row = 0; row < 5; row++) {
                assertThat(rows[2 * row] == 0).isEqualTo(dropped[row]);
                assertThat(rows[2 * row + 1] == -1).isEqualTo(dropped[row]);
                assertThat(masks[row] == 0).isEqualTo(dropped[row]);
            }
        }
    }

    private static float[] context(Conditioning condition) {
        return HostData.floats(condition.require(Conditioning.CONTEXT));
    }

    @Test
    void learned_embeddings_take_the_place_of_captions_and_get_gradients_from_there_alone() {
        try (Scope scope = Scope.open();
                Parameters parameters = new Parameters(new Device("cpu"), DType.FLOAT32, 3)) {
            NullCondition learned = NullCondition.Kind.LEARNED.of(empty().frozen(), parameters);
            Conditions conditions = conditions(learned, 0.5);
            Draw draw = new Draw(4, 2, 1);
            Tensor context = conditions.of(BATCH, draw).require(Conditioning.CONTEXT);
            context.sum().backward();
            Tensor leaf = parameters.of(NullCondition.NAME).get(Conditioning.CONTEXT);
            long dropped = count(conditions.dropped(5, draw));
            assertThat(HostData.shape(leaf)).containsExactly(1, 2);
            assertThat(HostData.floats(leaf.grad())).containsExactly(dropped, dropped);
            float[] values = HostData.floats(leaf);
            float[] rows = HostData.floats(context);
            for (int row = 0; row < 5; row++) {
                boolean isLearned = rows[2 * row] == values[0] && rows[2 * row + 1] == values[1];
                assertThat(isLearned).isEqualTo(conditions.dropped(5, draw)[row]);
            }
        }
    }
}
