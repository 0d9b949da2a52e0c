package io.diffusion4j.backbones.unet;

import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.spi.BuildContext;
import java.util.Set;

/** Makes the text-conditioned U-Net of Stable Diffusion 1 and 2 and their distilled and inpainting variants. */
public final class UNet2DConditionProvider implements BackboneProvider<UNet2DConditionSettings> {
    @Override
    public String type() {
        return "unet-2d-condition";
    }

    @Override
    public Class<UNet2DConditionSettings> settings() {
        return UNet2DConditionSettings.class;
    }

    @Override
    public String summary() {
        return "The text-conditioned U-Net of Stable Diffusion 1 and 2";
    }

    @Override
    public Backbone create(UNet2DConditionSettings settings, BuildContext context) {
        return UNet2DCondition.of(settings, context.weights(), context.attention());
    }

    @Override
    public Set<String> referenceClasses() {
        return Set.of("UNet2DConditionModel");
    }

    @Override
    public UNet2DConditionSettings fromReference(ReferenceConfig config) {
        return UNet2DConditionConfig.settings(config);
    }
}
