package io.diffusion4j.core.spi;

import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/** What a part is built from, beside its settings. */
public interface BuildContext {
    /** Where the part computes. */
    Device device();

    /** The dtype of its weights and activations. */
    DType dtype();

    /** The weights of this part; an error for parts that have none, such as schedulers. */
    Weights weights();

    AttentionKernel attention();

    /** The folder with the tokenizer's files that belongs to a text encoder, if the checkpoint brings one. */
    Optional<Path> tokenizer();
}
