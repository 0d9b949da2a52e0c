package io.diffusion4j.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import io.diffusion4j.autoencoders.LowMemorySettings;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.pipeline.NonFinite;
import io.diffusion4j.core.plugin.ServiceProviders;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.spi.Providers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CopyingTest {
    private static final Providers PROVIDERS = ServiceProviders.ofClassPath();

    @Test
    void each_copy_of_a_request_changes_what_its_name_says_and_nothing_else() {
        GenerationRequest request = GenerationRequest.of("fox");
        assertThat(changed(request, request.withPrompt("owl"))).containsExactly("prompt");
        assertThat(changed(request, request.withNegativePrompt("x"))).containsExactly("negative-prompt");
        assertThat(changed(request, request.withCount(3))).containsExactly("count");
        assertThat(changed(request, request.withBatch(3))).containsExactly("batch");
        assertThat(changed(request, request.withSeed(3))).containsExactly("seed");
        assertThat(changed(request, request.withSize(64, 32))).containsExactly("height", "width");
        assertThat(changed(request, request.withSteps(3))).containsExactly("steps");
        assertThat(changed(request, request.withClipSkip(1))).containsExactly("clip-skip");
        assertThat(changed(request, request.withScheduler(TinyModel.scheduler(PROVIDERS, "{type: ddim}"))))
                .containsExactly("scheduler");
        assertThat(changed(request, request.withGuidance(TinyModel.guidance(PROVIDERS, "{type: none}"))))
                .containsExactly("guidance");
        assertThat(changed(request, request.withNonFinite(NonFinite.REPLACE))).containsExactly("non-finite");
        assertThat(changed(request, request.withSampling(List.of(method())))).containsExactly("sampling");
    }

    @Test
    void each_copy_of_the_settings_changes_what_its_name_says_and_nothing_else() {
        PipelineSettings settings = PipelineSettings.defaults();
        Part<AttentionProvider<?>> attention = Part.ofDefaults(PROVIDERS
                .find(AttentionProvider.class, "math")
                .<AttentionProvider<?>>map(p -> p)
                .orElseThrow());
        assertThat(changed(settings, settings.withModel("m"))).containsExactly("model");
        assertThat(changed(settings, settings.withDevice("cpu"))).containsExactly("device");
        assertThat(changed(settings, settings.withDtype(Precision.BFLOAT16))).containsExactly("dtype");
        assertThat(changed(settings, settings.withAttention(attention))).containsExactly("attention");
        assertThat(changed(settings, settings.withAutoencoder(new LowMemorySettings(true, Optional.empty()))))
                .containsExactly("autoencoder");
    }

    private static Part<SamplingMethodProvider<?>> method() {
        return Part.ofDefaults(PROVIDERS
                .find(SamplingMethodProvider.class, "clip")
                .<SamplingMethodProvider<?>>map(p -> p)
                .orElseThrow());
    }

    private static Set<String> changed(Record from, Record to) {
        Map<String, Object> before = SettingsMap.of(from);
        Map<String, Object> after = SettingsMap.of(to);
        Set<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(key -> before.containsKey(key)
                && after.containsKey(key)
                && before.get(key).equals(after.get(key)));
        return keys;
    }
}
