package io.diffusion4j.backbones.dit.blocks;

import io.diffusion4j.core.backbone.StepRows;
import io.diffusion4j.core.tensor.Scope;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * Text and image keep weights of their own and look at each other. Esser et al. 2024, figure 2.
 *
 * @param text comes first among the tokens of the attention
 */
public record JointBlock(JointStream text, JointStream image, AttentionHeads heads) {

    /** @param condition [batch, width], activated @return its tensors belong to the open scope */
    public AtStep at(StepRows condition) {
        return new AtStep(text.at(condition.at("text")), image.at(condition.at("image")), heads);
    }

    /** The block under one conditioning. */
    public record AtStep(JointStream.AtStep text, JointStream.AtStep image, AttentionHeads heads) {
        /** Where every token sees every other one. */
        public JointTokens apply(JointTokens tokens, Optional<RotaryTable> positions) {
            return apply(tokens, positions, Optional.empty());
        }

        /**
         * @param positions of text and image
         * @param bias added to the scores, broadcastable to [batch, heads, tokens, tokens]
         * @return the same shapes; belongs to the open scope
         */
        public JointTokens apply(JointTokens tokens, Optional<RotaryTable> positions, Optional<Tensor> bias) {
            long texts = tokens.text().size(1);
            long images = tokens.image().size(1);
            try (Scope scope = Scope.open()) {
                Tensor attended = attend(tokens, positions, bias);
                return new JointTokens(
                        scope.keep(text.leave(tokens.text(), attended.narrow(1, 0, texts))),
                        scope.keep(image.leave(tokens.image(), attended.narrow(1, texts, images))));
            }
        }

        private Tensor attend(JointTokens tokens, Optional<RotaryTable> positions, Optional<Tensor> bias) {
            try (Scope scope = Scope.open()) {
                QueryKeyValue plain = text.enter(tokens.text()).then(image.enter(tokens.image()));
                QueryKeyValue placed = positions.map(plain::rotated).orElse(plain);
                return scope.keep(heads.attend(placed, bias));
            }
        }
    }
}
