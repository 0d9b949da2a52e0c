package io.diffusion4j.training.measure;

import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.settings.SettingsBinder;
import io.diffusion4j.core.settings.YamlDocument;
import io.diffusion4j.core.spi.Providers;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What pictures are made to measure a model with.
 *
 * @param captions how many of the specimens' captions
 * @param seeds pictures for each caption, 2 or more
 * @param usual as users ask for pictures who choose nothing
 * @param guided by scale of the guidance
 * @param quick few steps
 * @param thorough so many steps that more would change nothing
 */
public record MeasurementPlan(
        int captions,
        int seeds,
        GenerationRequest usual,
        SortedMap<Double, GenerationRequest> guided,
        GenerationRequest quick,
        GenerationRequest thorough) {
    public MeasurementPlan {
        if (captions < 1 || seeds < 2) {
            throw new IllegalArgumentException(
                    "1 caption and 2 seeds or more are needed, got %d and %d".formatted(captions, seeds));
        }
        guided = Collections.unmodifiableSortedMap(new TreeMap<>(guided));
    }

    /** 20 steps of DPM-Solver++ as users have them, against 100 of DDIM; classifier-free guidance at these scales. */
    public static MeasurementPlan standard(Providers providers, int captions, int seeds, List<Double> scales) {
        SettingsBinder binder = new SettingsBinder(providers);
        SortedMap<Double, GenerationRequest> guided = new TreeMap<>();
        scales.forEach(scale -> guided.put(
                scale, request(binder, String.format(Locale.ROOT, "guidance: {type: cfg, scale: %s}", scale))));
        return new MeasurementPlan(
                captions,
                seeds,
                GenerationRequest.defaults(),
                guided,
                request(binder, "steps: 20\nscheduler: dpm-solver++"),
                request(binder, "steps: 100\nscheduler: ddim"));
    }

    private static GenerationRequest request(SettingsBinder binder, String yaml) {
        return binder.bind(YamlDocument.of("request", yaml), GenerationRequest.class);
    }
}
