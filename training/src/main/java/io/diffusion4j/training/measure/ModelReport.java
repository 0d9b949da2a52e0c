package io.diffusion4j.training.measure;

import io.diffusion4j.core.settings.SettingsJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a measurement of a model found.
 *
 * @param captions how many captions pictures were made for
 * @param seeds pictures for each caption
 * @param adherence of pictures as users get them who choose nothing
 * @param clipScore of these pictures
 * @param realClipScore of the real pictures, to compare with
 * @param guided by scale of the guidance
 * @param quickToThorough squared Fréchet distance between pictures of few and of many steps
 * @param reconstruction the autoencoder's mean PSNR on real pictures in decibels, if known
 * @param accuracy of the judge on real pictures
 */
public record ModelReport(
        int captions,
        int seeds,
        Adherence adherence,
        double clipScore,
        double realClipScore,
        List<Guided> guided,
        double quickToThorough,
        OptionalDouble reconstruction,
        Adherence accuracy) {
    public ModelReport {
        guided = List.copyOf(guided);
    }

    /**
     * Pictures at one scale of the guidance.
     *
     * @param adherence share of what is named
     * @param variance of features among all pictures
     * @param varianceOfCaption the same among the pictures of one caption, as a mean
     * @param manifold against real pictures
     * @param distance squared Fréchet distance to real pictures
     */
    public record Guided(
            double scale,
            double adherence,
            double clipScore,
            double variance,
            double varianceOfCaption,
            Manifold manifold,
            double distance) {
        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("scale", scale);
            map.put("adherence", adherence);
            map.put("clip_score", clipScore);
            map.put("variance", variance);
            map.put("variance_of_caption", varianceOfCaption);
            map.put("precision", manifold.precision());
            map.put("recall", manifold.recall());
            map.put("distance", distance);
            return map;
        }

        private String toRow() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.1f %% | %.3f | %.2f | %.2f | %.3f | %.3f | %.2f |\n",
                    scale,
                    100 * adherence,
                    clipScore,
                    variance,
                    varianceOfCaption,
                    manifold.precision(),
                    manifold.recall(),
                    distance);
        }
    }

    /** As tables. */
    public String toMarkdown() {
        StringBuilder text = new StringBuilder("| measure | value |\n|---|---|\n");
        row(text, "captions x seeds", captions + " x " + seeds);
        row(text, "adherence", percent(adherence.overall()));
        row(text, "CLIP score (real pictures)", decimal(clipScore) + " (" + decimal(realClipScore) + ")");
        row(text, "distance of few to many steps", decimal(quickToThorough));
        reconstruction.ifPresent(db -> row(text, "autoencoder PSNR", decimal(db) + " dB"));
        row(text, "judge's accuracy", percent(accuracy.overall()));
        text.append(
                        "\n| guidance | adherence | CLIP score | variance | of one caption | precision | recall | distance |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        guided.forEach(one -> text.append(one.toRow()));
        text.append("\n| attribute | adherence | judge's accuracy |\n|---|---|---|\n");
        accuracy.byAttribute().forEach((name, share) -> {
            Adherence.Share adhered = adherence.byAttribute().getOrDefault(name, Adherence.Share.NONE);
            text.append("| `%s` | %s | %s |\n".formatted(name, percent(adhered), percent(share)));
        });
        return text.toString();
    }

    /** The same for programs; shares are from 0 to 1. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("captions", captions);
        json.put("seeds", seeds);
        json.put("adherence", shares(adherence));
        json.put("clip_score", clipScore);
        json.put("real_clip_score", realClipScore);
        json.put("guided", guided.stream().map(Guided::toMap).toList());
        json.put("quick_to_thorough", quickToThorough);
        reconstruction.ifPresent(db -> json.put("reconstruction_psnr", db));
        json.put("accuracy", shares(accuracy));
        return SettingsJson.toJson(json);
    }

    private static Map<String, Object> shares(Adherence adherence) {
        Map<String, Object> byAttribute = new TreeMap<>();
        adherence.byAttribute().forEach((name, share) -> byAttribute.put(name, share.value()));
        return Map.of("overall", adherence.overall().value(), "by_attribute", byAttribute);
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }

    private static String percent(Adherence.Share share) {
        return share.named() == 0
                ? "-"
                : String.format(Locale.ROOT, "%.1f %% of %d", 100 * share.value(), share.named());
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
