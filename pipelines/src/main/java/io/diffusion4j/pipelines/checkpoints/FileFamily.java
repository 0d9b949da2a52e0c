package io.diffusion4j.pipelines.checkpoints;

import io.diffusion4j.core.weights.TensorSource;
import java.util.List;
import java.util.regex.Pattern;

/** What a file that no layout recognizes looks like, judged by the names of its tensors. */
final class FileFamily {
    private record Family(Pattern sign, String sentence) {}

    /** From the most to the least specific. */
    private static final List<Family> FAMILIES = List.of(
            family(
                    ".*(lora_(up|down|A|B)\\b|\\.lora\\.|hada_w|lokr_w).*",
                    "this looks like a LoRA, which changes a model but is none; give the model itself"),
            family(
                    "(control_model\\.|controlnet_cond_embedding\\.|.*(zero_convs|input_hint_block)\\.).*",
                    "this looks like a ControlNet, which steers a model but is none; give the model itself"),
            family(
                    "(conditioner\\.embedders\\.|model\\.diffusion_model\\.label_emb\\.).*",
                    "this looks like Stable Diffusion XL as a single file"),
            family(
                    "(model\\.diffusion_model\\.)?joint_blocks\\..*",
                    "this looks like a part or another form of Stable Diffusion 3"),
            family(
                    "(model\\.diffusion_model\\.)?(double_blocks|single_blocks)\\..*",
                    "this looks like a part or another form of FLUX"),
            family("(emb_params|<.+>)", "this looks like a textual inversion embedding; give the model itself"),
            family(
                    "(down_blocks|up_blocks|transformer_blocks|mid_block)\\..*",
                    "this looks like one component of a diffusers folder; give the folder that holds model_index.json"),
            family(
                    "(first_stage_model\\.)?(encoder|decoder)\\.(conv_in|mid|mid_block|up|up_blocks|down|down_blocks)\\..*",
                    "this looks like a VAE alone; give a whole model"),
            family(
                    "(text_model|transformer\\.text_model|encoder\\.layers|transformer\\.resblocks)\\..*",
                    "this looks like a text encoder alone; give a whole model"));

    private FileFamily() {}

    /** @param readable what the layouts say of themselves that there are */
    static String describe(TensorSource file, List<String> readable) {
        String looks = FAMILIES.stream()
                .filter(family -> file.names().stream()
                        .anyMatch(name -> family.sign().matcher(name).matches()))
                .map(Family::sentence)
                .findFirst()
                .orElse("the names of its " + file.names().size() + " tensors are of no known model");
        return looks + "; single files can be: " + String.join("; ", readable);
    }

    private static Family family(String sign, String sentence) {
        return new Family(Pattern.compile(sign), sentence);
    }
}
