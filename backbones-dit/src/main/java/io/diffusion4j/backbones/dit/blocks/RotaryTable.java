package io.diffusion4j.backbones.dit.blocks;

import static org.bytedeco.pytorch.global.torch.view_as_complex;
import static org.bytedeco.pytorch.global.torch.view_as_real;

import io.diffusion4j.core.nn.AtLeastFloat32;
import io.diffusion4j.core.tensor.Scope;
import org.bytedeco.pytorch.Tensor;

/**
 * Positions of tokens as turns in the plane. Su et al. 2021, section 3.2.2.
 *
 * @param turns complex numbers of length 1, [batch or 1, 1, tokens, size / 2]
 */
public record RotaryTable(Tensor turns) {
    /**
     * Turns each pair of neighbouring channels, in float32 at least.
     *
     * @param heads [batch, heads, tokens, size]
     * @return the same shape and dtype; belongs to the open scope
     */
    public Tensor apply(Tensor heads) {
        try (Scope scope = Scope.open()) {
            Tensor pairs = view_as_complex(AtLeastFloat32.of(heads).unflatten(-1, -1, 2));
            return scope.keep(view_as_real(pairs.mul(turns)).flatten(-2, -1).toType(heads.scalar_type()));
        }
    }
}
