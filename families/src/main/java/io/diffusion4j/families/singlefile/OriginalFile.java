package io.diffusion4j.families.singlefile;

import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.core.weights.TensorView;
import io.diffusion4j.pipelines.checkpoints.VaeNames;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file with a transformer or U-Net under its original names, alone or with the other parts of a model. */
public record OriginalFile(TensorSource file) {
    private static final String TRANSFORMER = "model.diffusion_model.";
    private static final String ENCODERS = "text_encoders";
    private static final List<String> VAES = List.of("first_stage_model", "vae");
    /** Scales and tables of quantized weights, as several tools write them. */
    private static final Pattern QUANTIZED = Pattern.compile(
            ".*\\.(scale_weight|weight_scale|scale_input|input_scale|absmax|quant_map|comfy_quant)|(.*\\.)?scaled_fp8"
                    + "|.*\\.quant_state\\..*");

    /** Whether the transformer has tensors of all these names. */
    public boolean hasTransformer(String... names) {
        return Stream.of("", TRANSFORMER)
                .anyMatch(
                        prefix -> Stream.of(names).allMatch(name -> file.names().contains(prefix + name)));
    }

    /** Whether the transformer has a tensor of such a name. */
    public boolean hasTransformer(Pattern name) {
        Pattern prefixed = Pattern.compile("(" + Pattern.quote(TRANSFORMER) + ")?(" + name + ")");
        return file.names().stream().anyMatch(prefixed.asMatchPredicate());
    }

    /** @throws CheckpointException if the weights are quantized */
    public TensorSource transformer() {
        refuseQuantized();
        boolean prefixed = file.names().stream().anyMatch(name -> name.startsWith(TRANSFORMER));
        return prefixed
                ? TensorView.below(file, TRANSFORMER.substring(0, TRANSFORMER.length() - 1))
                : TensorView.keeping(file, name -> !isOfAnotherPart(name));
    }

    /** The autoencoder under the reference's names. */
    public Optional<TensorSource> vae() {
        return VAES.stream()
                .flatMap(prefix -> below(prefix).stream())
                .findFirst()
                .map(VaeNames::fromOriginal);
    }

    /** A text encoder. @param name {@code clip_l} */
    public Optional<TensorSource> encoder(String name) {
        return below(ENCODERS + "." + name + ".transformer");
    }

    /** The part whose names begin so, without the beginning. */
    public Optional<TensorSource> below(String prefix) {
        return Optional.<TensorSource>of(TensorView.below(file, prefix))
                .filter(part -> !part.names().isEmpty());
    }

    private static boolean isOfAnotherPart(String name) {
        return Stream.concat(Stream.of(ENCODERS), VAES.stream()).anyMatch(part -> name.startsWith(part + "."));
    }

    private void refuseQuantized() {
        Optional<String> sign = file.names().stream()
                .filter(name -> QUANTIZED.matcher(name).matches())
                .sorted()
                .findFirst();
        if (sign.isPresent()) {
            throw new CheckpointException(file.location() + ": the weights are quantized with scales or tables ("
                    + sign.get() + "), which is not supported; take a file in bfloat16, float16 or plain float8");
        }
    }
}
