package io.diffusion4j.backbones.dit.flux;

import static org.bytedeco.pytorch.global.torch.cat;

import io.diffusion4j.backbones.dit.blocks.TokenGrid;
import io.diffusion4j.backbones.dit.blocks.TokenPlaces;
import io.diffusion4j.core.backbone.Conditioning;
import io.diffusion4j.core.tensor.HostData;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/** Where tokens are: the number of the image, row and column. Text is at the origin. */
final class FluxPlaces implements TokenPlaces {
    static final int AXES = 3;
    /** Ids of the image's tokens [batch, tokens, 3], for samples that are tokens already. */
    static final String IMAGE = "img-ids";
    /** Ids of the text's tokens [batch, tokens, 3]. */
    static final String TEXT = "txt-ids";

    @Override
    public Tensor of(TokenGrid image, long texts) {
        int tokens = Math.toIntExact(texts + image.rows() * image.columns());
        float[] ids = new float[tokens * AXES];
        int at = (int) texts * AXES;
        for (int row = 0; row < image.rows(); row++) {
            for (int column = 0; column < image.columns(); column++) {
                ids[at + 1] = row;
                ids[at + 2] = column;
                at += AXES;
            }
        }
        return HostData.tensor(ids, 1, tokens, AXES);
    }

    /** As {@code txt-ids} and {@code img-ids} say. */
    @Override
    public Tensor told(Conditioning conditioning) {
        return cat(new TensorVector(conditioning.require(TEXT), conditioning.require(IMAGE)), 1);
    }
}
