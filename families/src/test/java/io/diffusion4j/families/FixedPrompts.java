package io.diffusion4j.families;

import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.tensor.HostData;
import io.diffusion4j.pipelines.latent.PromptEncoder;
import java.util.Map;

/** The same numbers for every prompt, in the shapes of the golden flow models. */
public record FixedPrompts() implements PromptEncoder {
    @Override
    public Conditioning positive(GenerationRequest request) {
        return numbers(0.3);
    }

    @Override
    public Conditioning negative(GenerationRequest request) {
        return numbers(0.7);
    }

    private static Conditioning numbers(double frequency) {
        return new Conditioning(Map.of(
                Conditioning.CONTEXT,
                HostData.tensor(waves(5 * 24, frequency), 1, 5, 24),
                Conditioning.POOLED,
                HostData.tensor(waves(20, frequency), 1, 20)));
    }

    private static float[] waves(int count, double frequency) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) Math.sin(1 + frequency * i);
        }
        return numbers;
    }
}
