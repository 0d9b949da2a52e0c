package io.diffusion4j.pipelines.memory;

import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.pipeline.GenerationRequest;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.weights.TensorInfo;
import io.diffusion4j.core.weights.TensorSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run makes beside the weights, in bytes. An estimate from the shapes of the weights: what the layers of one block
 * take and give is all in memory until the block is done, and is what the layers' widths say, at each token or pixel.
 *
 * @param activations of the largest block of the backbone
 * @param attention of the scores of one attention, for kernels that hold them
 * @param decoding of the autoencoder's largest block, at full resolution
 */
public record WorkingMemory(long activations, long attention, long decoding) {
    private static final Pattern TRANSFORMER_BLOCK = Pattern.compile(".*?(?:blocks|layers)\\.\\d+(?=\\.)");
    /** A part of a U-Net, or of a decoder; the last of them work at full resolution. */
    private static final Pattern UPPER =
            Pattern.compile("(?:decoder\\.)?up_blocks\\.(\\d+)\\.(?:resnets|attentions)\\.\\d+(?=\\.)");

    /** Layers that see one token for the whole image. */
    private static final Pattern OF_CONDITION = Pattern.compile(".*(?:norm|emb|adaln).*");

    private static final int LONG_PROMPT = 512;
    private static final int PIXELS_OF_LATENT = 8;

    static WorkingMemory of(Checkpoint checkpoint, GenerationRequest request, int bytes, boolean scores) {
        Optional<Component> backbone = checkpoint.component("transformer").or(() -> checkpoint.component("unet"));
        Optional<Component> autoencoder = checkpoint.component("vae");
        int side = backbone.map(c -> c.config().integer("sample_size", 64)).orElse(64) * PIXELS_OF_LATENT;
        long pixels = (long) request.width().orElse(side) * request.height().orElse(side);
        long images = Math.min(request.batch(), request.count());
        long decoding = autoencoder
                .flatMap(Component::weights)
                .map(w -> atFullResolution(w) * pixels * images * bytes)
                .orElse(0L);
        return backbone.flatMap(c -> c.weights().map(w -> {
                    int guided = c.config().flag("guidance_embeds", false) ? 1 : 2;
                    return denoising(c.config(), w, pixels, images * guided, bytes, scores);
                }))
                .map(w -> new WorkingMemory(w.activations(), w.attention(), decoding))
                .orElse(new WorkingMemory(0, 0, decoding));
    }

    private static WorkingMemory denoising(
            ReferenceConfig config, TensorSource weights, long pixels, long rows, int bytes, boolean scores) {
        long latents = pixels / (PIXELS_OF_LATENT * PIXELS_OF_LATENT);
        boolean unet = weights.names().stream().anyMatch(name -> name.startsWith("down_blocks."));
        long tokens = unet
                ? latents
                : latents / 4
                        + (config.has("num_embeds_ada_norm") && !config.has("caption_channels") ? 0 : LONG_PROMPT);
        long width = unet
                ? atFullResolution(weights)
                : largest(weights, TRANSFORMER_BLOCK, info -> info.shape().get(0));
        long heads = config.integer("num_attention_heads", 8);
        return new WorkingMemory(rows * tokens * width * bytes, scores ? rows * heads * tokens * tokens * bytes : 0, 0);
    }

    private static long atFullResolution(TensorSource weights) {
        int last = weights.names().stream()
                .map(UPPER::matcher)
                .filter(Matcher::lookingAt)
                .mapToInt(block -> Integer.parseInt(block.group(1)))
                .max()
                .orElse(0);
        Pattern upmost = Pattern.compile(UPPER.pattern().replace("(\\d+)", String.valueOf(last)));
        return largest(weights, upmost, WorkingMemory::throughput);
    }

    /** What a layer takes and gives. */
    private static long throughput(TensorInfo info) {
        return info.shape().get(0) + info.shape().get(1);
    }

    /** The sum over the matrices and kernels of the block where it is largest. */
    private static long largest(TensorSource weights, Pattern blocks, ToLongFunction<TensorInfo> size) {
        Map<String, Long> sums = new HashMap<>();
        for (String name : weights.names()) {
            Matcher block = blocks.matcher(name);
            TensorInfo info = weights.info(name);
            if (block.lookingAt()
                    && info.shape().size() >= 2
                    && !OF_CONDITION.matcher(name.substring(block.end())).matches()) {
                sums.merge(block.group(), size.applyAsLong(info), Long::sum);
            }
        }
        return sums.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
