package io.diffusion4j.backbones.dit.hunyuan;

/** The names under which {@link io.diffusion4j.core.backbone.Conditioning} holds what only this family looks at. */
public final class HunyuanConditions {
    /** Embeddings by the second text encoder [batch, tokens, width]. */
    public static final String CONTEXT_T5 = "encoder-hidden-states-t5";
    /** 1 where one of these counts [batch, tokens]; left out, all do. */
    public static final String CONTEXT_MASK_T5 = "text-embedding-mask-t5";
    /** Original height and width, target height and width, top and left of the crop, in pixels [batch, 6]. */
    public static final String IMAGE_META_SIZE = "image-meta-size";
    /** Number of the style, which is 0 [batch], int64. */
    public static final String STYLE = "style";
    /** Cosines of rotary positions, each twice [batch, tokens, head size]; left out, the model finds its own. */
    public static final String ROTARY_COSINES = "image-rotary-emb.0";
    /** Sines that belong to these. */
    public static final String ROTARY_SINES = "image-rotary-emb.1";

    private HunyuanConditions() {}
}
