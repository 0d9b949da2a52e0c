package io.diffusion4j.core.nn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The pointwise non-linearities that published models use. */
public enum Activation {
    SILU {
        @Override
        public Tensor apply(Tensor x) {
            return torch.silu(x);
        }

        @Override
        public Tensor applyOver(Tensor x) {
            torch.silu_(x);
            return x;
        }
    },
    MISH {
        @Override
        public Tensor apply(Tensor x) {
            return torch.mish(x);
        }

        @Override
        public Tensor applyOver(Tensor x) {
            torch.mish_(x);
            return x;
        }
    },
    RELU {
        @Override
        public Tensor apply(Tensor x) {
            return torch.relu(x);
        }

        @Override
        public Tensor applyOver(Tensor x) {
            torch.relu_(x);
            return x;
        }
    },
    /** The exact form, by the error function. */
    GELU {
        @Override
        public Tensor apply(Tensor x) {
            return torch.gelu(x);
        }

        @Override
        public Tensor applyOver(Tensor x) {
            torch.gelu_(x);
            return x;
        }
    },
    /** GELU with the error function approximated by a hyperbolic tangent. Hendrycks and Gimpel 2016. */
    GELU_TANH {
        @Override
        public Tensor apply(Tensor x) {
            return torch.gelu(x, "tanh");
        }

        @Override
        public Tensor applyOver(Tensor x) {
            torch.gelu_(x, "tanh");
            return x;
        }
    },
    /** {@code x · sigmoid(1.702 x)}, as OpenAI's CLIP was trained with. */
    QUICK_GELU {
        @Override
        public Tensor apply(Tensor x) {
            return x.mul(torch.sigmoid(x.mul(new Scalar(1.702))));
        }
    };

    /** @return the same shape; belongs to the open scope */
    public abstract Tensor apply(Tensor x);

    // libtorch's in-place functions return another Java object for the same native one, which does not keep it alive;
    // so the constants return their argument.
    /**
     * The same, in the memory of {@code x} where libtorch can: for callers that made {@code x} and need it no more.
     *
     * @return the same shape; {@code x} itself or a tensor of the open scope
     */
    public Tensor applyOver(Tensor x) {
        return apply(x);
    }

    /** @param name as in config files: {@code silu}, {@code swish}, {@code mish}, {@code gelu}, {@code gelu_tanh}, {@code quick_gelu} */
    public static Activation named(String name) {
        String wanted = name.equals("swish") ? "silu" : name;
        for (Activation activation : values()) {
            if (activation.name().equalsIgnoreCase(wanted)) {
                return activation;
            }
        }
        throw new IllegalArgumentException(
                "no activation '" + name + "'; known: silu, swish, mish, relu, gelu, gelu_tanh, quick_gelu");
    }
}
