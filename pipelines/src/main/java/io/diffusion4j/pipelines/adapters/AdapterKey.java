package io.diffusion4j.pipelines.adapters;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.pipelines.checkpoints.RenameRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a tensor in an adapter file says: {@code unet.mid_block.attn1.to_q.lora_A.weight} or
 * {@code lora_unet_mid_block_attn1_to_q.lora_down.weight}.
 *
 * @param part of the change: {@code down}, {@code up}, {@code alpha}, {@code hada_w1_a}, {@code lokr_w1}, ...
 */
record AdapterKey(LayerName layer, String part) {
    static final String DOWN = "down";
    static final String UP = "up";
    static final String ALPHA = "alpha";

    private static final RenameRules LEGACY = RenameRules.resource(AdapterKey.class, "legacy.rules");
    private static final List<String> BACKBONE = List.of("unet", "transformer");

    /** The beginning of a name, and the components that it stands for; the first that fits. */
    private static final Map<String, List<String>> COMPONENTS = components();

    /** The end of a name, and the part of a change that it stands for; the first that fits. */
    private static final Map<Pattern, String> PARTS = parts();

    /** What changes a model in ways that are not merged here, by the end of a name. */
    private static final Map<Pattern, String> REFUSED = refused();

    private static Map<String, List<String>> components() {
        Map<String, List<String>> starts = new LinkedHashMap<>();
        for (String backbone :
                List.of("lora_unet_", "lora_transformer_", "lycoris_", "unet.", "transformer.", "diffusion_model.")) {
            starts.put(backbone, BACKBONE);
        }
        starts.put("base_model.model.", BACKBONE);
        starts.put("lora_te_", List.of("text_encoder"));
        starts.put("lora_te1_", List.of("text_encoder"));
        starts.put("lora_te2_", List.of("text_encoder_2"));
        starts.put("lora_te3_", List.of("text_encoder_3"));
        starts.put("text_encoder.", List.of("text_encoder"));
        starts.put("text_encoder_2.", List.of("text_encoder_2"));
        starts.put("text_encoder_3.", List.of("text_encoder_3"));
        starts.put("", BACKBONE);
        return starts;
    }

    private static Map<Pattern, String> parts() {
        Map<Pattern, String> ends = new LinkedHashMap<>();
        ends.put(Pattern.compile("(.+)\\.lora_A(?:\\.[^.]+)?\\.weight"), DOWN);
        ends.put(Pattern.compile("(.+)\\.lora_B(?:\\.[^.]+)?\\.weight"), UP);
        ends.put(Pattern.compile("(.+)\\.(?:lora_down|lora_linear_layer\\.down|lora\\.down)\\.weight"), DOWN);
        ends.put(Pattern.compile("(.+)\\.(?:lora_up|lora_linear_layer\\.up|lora\\.up)\\.weight"), UP);
        ends.put(Pattern.compile("(.+_lora)\\.down\\.weight"), DOWN);
        ends.put(Pattern.compile("(.+_lora)\\.up\\.weight"), UP);
        ends.put(Pattern.compile("(.+)\\.alpha"), ALPHA);
        for (String part : List.of("hada_w1_a", "hada_w1_b", "hada_w2_a", "hada_w2_b")) {
            ends.put(Pattern.compile("(.+)\\." + part), part);
        }
        for (String part : List.of("lokr_w1", "lokr_w1_a", "lokr_w1_b", "lokr_w2", "lokr_w2_a", "lokr_w2_b")) {
            ends.put(Pattern.compile("(.+)\\." + part), part);
        }
        return ends;
    }

    private static Map<Pattern, String> refused() {
        Map<Pattern, String> ends = new LinkedHashMap<>();
        ends.put(Pattern.compile(".+\\.(dora_scale|lora_magnitude_vector.*)"), "DoRA");
        ends.put(Pattern.compile(".+\\.(lora_mid\\.weight|hada_t[12]|lokr_t2)"), "Tucker decomposition");
        ends.put(Pattern.compile(".+\\.(diff|diff_b|set_weight|w_norm|b_norm)"), "a full difference of weights");
        ends.put(Pattern.compile(".+\\.(oft_blocks|oft_diag|oft_[rR].*)"), "OFT");
        ends.put(Pattern.compile(".+\\.([ab][12])\\.weight"), "GLoRA");
        ends.put(Pattern.compile(".+\\.lora_(A|B|up|down)(\\.[^.]+)?\\.bias"), "a LoRA with biases");
        ends.put(Pattern.compile(".+\\.lora_embedding_[AB].*"), "a LoRA of embeddings");
        return ends;
    }

    /**
     * What a name says; nothing if it is no adapter's.
     *
     * @throws CheckpointException if it belongs to a kind of adapter that is not supported, which it names
     */
    static Optional<AdapterKey> parse(String name, String location) {
        for (Map.Entry<Pattern, String> end : PARTS.entrySet()) {
            Matcher matcher = end.getKey().matcher(name);
            if (matcher.matches()) {
                return Optional.of(of(matcher.group(1), end.getValue()));
            }
        }
        REFUSED.forEach((pattern, kind) -> {
            if (pattern.matcher(name).matches()) {
                throw new CheckpointException(location + ": " + kind + " (" + name
                        + ") is not supported; LoRA, LoHa and LoKr are, without it");
            }
        });
        return Optional.empty();
    }

    /** What names with underscores throughout begin with in files of kohya's form. @param component {@code unet} */
    static String flatStart(String component) {
        String own = "lora_" + component + "_";
        return COMPONENTS.containsKey(own)
                ? own
                : COMPONENTS.entrySet().stream()
                        .filter(start -> start.getKey().startsWith("lora_"))
                        .filter(start -> start.getValue().contains(component))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "adapter files have no name for the component '" + component + "'"));
    }

    private static AdapterKey of(String path, String part) {
        String start = COMPONENTS.keySet().stream()
                .filter(path::startsWith)
                .findFirst()
                .orElseThrow();
        String layer = LEGACY.apply(path.substring(start.length()));
        return new AdapterKey(new LayerName(COMPONENTS.get(start), layer), part);
    }
}
