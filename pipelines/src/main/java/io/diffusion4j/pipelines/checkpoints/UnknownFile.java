package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.checkpoint.CheckpointLayout;
import io.diffusion4j.core.weights.SafetensorsFile;
import io.diffusion4j.core.weights.TensorSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a file that no layout recognizes looks like, judged by the names of its tensors. What is of a family, the family's
 * layout tells.
 */
final class UnknownFile {
    private record Kind(Pattern sign, String sentence) {
        boolean fits(TensorSource file) {
            return file.names().stream().anyMatch(name -> sign.matcher(name).matches());
        }
    }

    /** What is made for a model, and is named after its tensors. */
    private static final List<Kind> ADDITIONS = List.of(
            kind(
                    ".*(lora_(up|down|A|B)\\b|\\.lora\\.|hada_w|lokr_w).*",
                    "this looks like a LoRA, which changes a model but is none; give the model itself"),
            kind(
                    "(control_model\\.|controlnet_cond_embedding\\.|.*(zero_convs|input_hint_block)\\.).*",
                    "this looks like a ControlNet, which steers a model but is none; give the model itself"),
            kind("(emb_params|<.+>)", "this looks like a textual inversion embedding; give the model itself"));

    /** What belongs to a model; whole models hold some of the same names. */
    private static final List<Kind> PARTS = List.of(
            kind(
                    "(down_blocks|up_blocks|transformer_blocks|mid_block)\\..*",
                    "this looks like one component of a diffusers folder; give the folder that holds model_index.json"),
            kind(
                    "(first_stage_model\\.)?(encoder|decoder)\\.(conv_in|mid|mid_block|up|up_blocks|down|down_blocks)\\..*",
                    "this looks like a VAE alone; give a whole model"),
            kind(
                    "(text_model|transformer\\.text_model|encoder\\.layers|transformer\\.resblocks)\\..*",
                    "this looks like a text encoder alone; give a whole model"));

    private UnknownFile() {}

    static String describe(SafetensorsFile file, List<CheckpointLayout> layouts) {
        String looks = sentence(ADDITIONS, file)
                .or(() -> layouts.stream()
                        .flatMap(layout -> layout.resembles(file).stream())
                        .findFirst()
                        .map(kind -> "this looks like " + kind))
                .or(() -> sentence(PARTS, file))
                .orElse("the names of its " + file.names().size() + " tensors are of no known model");
        String readable = layouts.stream().map(CheckpointLayout::summary).collect(Collectors.joining("; "));
        return looks + "; single files can be: "
                + (readable.isEmpty() ? "nothing, for there is no layout on the class path" : readable);
    }

    private static Optional<String> sentence(List<Kind> kinds, TensorSource file) {
        return kinds.stream().filter(kind -> kind.fits(file)).findFirst().map(Kind::sentence);
    }

    private static Kind kind(String sign, String sentence) {
        return new Kind(Pattern.compile(sign), sentence);
    }
}
