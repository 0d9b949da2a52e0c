package io.diffusion4j.backbones.dit;

import io.diffusion4j.backbones.dit.auraflow.AuraFlowProvider;
import io.diffusion4j.backbones.dit.auraflow.AuraFlowSettings;
import io.diffusion4j.backbones.dit.dit.DiTProvider;
import io.diffusion4j.backbones.dit.dit.DiTSettings;
import io.diffusion4j.backbones.dit.flux.ChromaProvider;
import io.diffusion4j.backbones.dit.flux.ChromaSettings;
import io.diffusion4j.backbones.dit.flux.FluxProvider;
import io.diffusion4j.backbones.dit.flux.FluxSettings;
import io.diffusion4j.backbones.dit.hunyuan.HunyuanProvider;
import io.diffusion4j.backbones.dit.hunyuan.HunyuanSettings;
import io.diffusion4j.backbones.dit.lumina.LuminaProvider;
import io.diffusion4j.backbones.dit.lumina.LuminaSettings;
import io.diffusion4j.backbones.dit.mmdit.MMDiTProvider;
import io.diffusion4j.backbones.dit.mmdit.MMDiTSettings;
import io.diffusion4j.backbones.dit.pixart.PixArtProvider;
import io.diffusion4j.backbones.dit.pixart.PixArtSettings;
import io.diffusion4j.backbones.dit.qwenimage.QwenImageProvider;
import io.diffusion4j.backbones.dit.qwenimage.QwenImageSettings;
import io.diffusion4j.backbones.dit.sana.SanaProvider;
import io.diffusion4j.backbones.dit.sana.SanaSettings;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.weights.Weights;
import io.diffusion4j.testkit.ExactAttention;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Device;

/** Backbones of a few thousand weights. */
public final class SmallBackbones {
    private SmallBackbones() {}

    public static DiTSettings dit() {
        return new DiTSettings(8, 2, 4, 8, 2, 2, 8, true, 10, 1e-5, 1);
    }

    public static PixArtSettings pixart(boolean sizeConditions) {
        return new PixArtSettings(8, 2, 4, 8, 2, 3, 8, true, 24, Optional.of(12), 1e-6, 2, sizeConditions);
    }

    public static SanaSettings sana() {
        return new SanaSettings(6, 1, 4, 4, 2, 2, 8, false, 4, 4, 12, 2.5, 1e-6, Optional.of(1.0));
    }

    public static LuminaSettings lumina() {
        return new LuminaSettings(8, 2, 4, 4, 24, 2, 1, 3, 1, 8, Optional.empty(), 1e-5, List.of(4, 2, 2), 12);
    }

    public static HunyuanSettings hunyuan(int layers) {
        return new HunyuanSettings(8, 2, 4, 8, layers, 2, 8, 3, 12, 16, 6, 5, 3, true);
    }

    public static AuraFlowSettings auraflow() {
        return new AuraFlowSettings(8, 2, 4, 4, 1, 2, 3, 8, 12, 36);
    }

    /** @param version3Point5 with normalised queries and keys, and a second attention in the first block */
    public static MMDiTSettings mmdit(boolean version3Point5) {
        List<Integer> dual = version3Point5 ? List.of(0) : List.of();
        return new MMDiTSettings(8, 2, 4, 4, 3, 2, 8, 12, 10, 6, version3Point5, dual);
    }

    public static FluxSettings flux(boolean guided) {
        return new FluxSettings(8, 16, 16, 2, 2, 2, 8, 12, 10, guided, List.of(2, 4, 2));
    }

    public static QwenImageSettings qwenImage() {
        return new QwenImageSettings(8, 16, 4, 2, 2, 8, 12, List.of(2, 4, 2));
    }

    public static ChromaSettings chroma() {
        return new ChromaSettings(8, 16, 16, 2, 2, 2, 8, 12, List.of(2, 4, 2), 8, 6, 2);
    }

    public static Backbone of(DiTSettings settings, Weights weights) {
        return new DiTProvider().create(settings, context(weights));
    }

    public static Backbone of(PixArtSettings settings, Weights weights) {
        return new PixArtProvider().create(settings, context(weights));
    }

    public static Backbone of(SanaSettings settings, Weights weights) {
        return new SanaProvider().create(settings, context(weights));
    }

    public static Backbone of(LuminaSettings settings, Weights weights) {
        return new LuminaProvider().create(settings, context(weights));
    }

    public static Backbone of(HunyuanSettings settings, Weights weights) {
        return new HunyuanProvider().create(settings, context(weights));
    }

    public static Backbone of(AuraFlowSettings settings, Weights weights) {
        return new AuraFlowProvider().create(settings, context(weights));
    }

    public static Backbone of(MMDiTSettings settings, Weights weights) {
        return new MMDiTProvider().create(settings, context(weights));
    }

    public static Backbone of(FluxSettings settings, Weights weights) {
        return new FluxProvider().create(settings, context(weights));
    }

    public static Backbone of(QwenImageSettings settings, Weights weights) {
        return new QwenImageProvider().create(settings, context(weights));
    }

    public static Backbone of(ChromaSettings settings, Weights weights) {
        return new ChromaProvider().create(settings, context(weights));
    }

    public static PartContext context(Weights weights) {
        return new PartContext(new Device("cpu"), DType.FLOAT32, weights, new ExactAttention(), Optional.empty());
    }
}
