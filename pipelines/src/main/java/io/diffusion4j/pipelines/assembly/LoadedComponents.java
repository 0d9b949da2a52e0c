package io.diffusion4j.pipelines.assembly;

import com.google.inject.Inject;
import io.diffusion4j.core.attention.AttentionKernel;
import io.diffusion4j.core.attention.AttentionProvider;
import io.diffusion4j.core.autoencoder.Autoencoder;
import io.diffusion4j.core.autoencoder.AutoencoderProvider;
import io.diffusion4j.core.backbone.Backbone;
import io.diffusion4j.core.backbone.BackboneProvider;
import io.diffusion4j.core.checkpoint.Checkpoint;
import io.diffusion4j.core.checkpoint.Component;
import io.diffusion4j.core.error.CheckpointException;
import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.pipeline.PipelineContext;
import io.diffusion4j.core.sampling.SamplingMethod;
import io.diffusion4j.core.sampling.SamplingMethodProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.core.settings.ReferenceConfig;
import io.diffusion4j.core.settings.SettingsMap;
import io.diffusion4j.core.spi.PartContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.tensor.DType;
import io.diffusion4j.core.text.TextEncoder;
import io.diffusion4j.core.text.TextEncoderProvider;
import io.diffusion4j.core.weights.TensorSource;
import io.diffusion4j.pipelines.Offload;
import io.diffusion4j.pipelines.PipelineSettings;
import io.diffusion4j.pipelines.Precision;
import io.diffusion4j.pipelines.adapters.Adapters;
import io.diffusion4j.pipelines.memory.MemoryPlan;
import io.diffusion4j.pipelines.memory.Stage;
import io.diffusion4j.schedulers.plan.Memo;
import io.diffusion4j.schedulers.plan.MemoizedScheduler;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bytedeco.pytorch.Device;

/** Loads a checkpoint's components, each with the provider of its class. */
final class LoadedComponents implements PipelineContext {
    // Not SLF4J, which warns host applications that have no backend for it.
    private static final System.Logger LOG = System.getLogger(LoadedComponents.class.getName());
    /** How many schedulers keep their plans. */
    private static final int SCHEDULERS = 16;

    private final PipelineSettings settings;
    private final Checkpoint checkpoint;
    private final Device device;
    private final DType dtype;
    private final Memo<Part<SchedulerProvider<?>>, Scheduler> schedulers = new Memo<>(SCHEDULERS);
    private final Offload offload;
    private final Residence residence;
    private final AttentionKernel attention;
    private final Part<AttentionProvider<?>> attentionPart;
    private final Makers makers;
    private final Adapters adapters;
    private final Map<String, Object> environment;

    /** The providers, by what they are looked up with. */
    record Makers(
            ByClass<BackboneProvider<?>> backbones,
            ByClass<AutoencoderProvider<?>> autoencoders,
            ByClass<TextEncoderProvider<?>> textEncoders,
            ByClass<SchedulerProvider<?>> schedulers,
            Providers providers) {
        @Inject
        Makers {}
    }

    @Inject
    LoadedComponents(
            PipelineSettings settings,
            Checkpoint checkpoint,
            Device device,
            DType dtype,
            AttentionKernel attention,
            Part<AttentionProvider<?>> attentionPart,
            Makers makers) {
        this.settings = settings;
        this.checkpoint = checkpoint;
        this.device = device;
        this.dtype = dtype;
        this.attention = attention;
        this.attentionPart = attentionPart;
        this.makers = makers;
        this.adapters = Adapters.open(settings.adapters(), checkpoint);
        this.environment = Environment.describe(checkpoint);
        this.offload = offload();
        this.residence = new Residence(device, offload);
    }

    /** On other devices than the CPU all weights are loaded unless asked otherwise: how much fits there is not known. */
    private Offload offload() {
        MemoryPlan plan = MemoryPlan.of(
                checkpoint, dtype, settings.request(), attentionPart.type().equals("math"));
        Offload chosen = settings.offload() != Offload.AUTO
                ? settings.offload()
                : device.is_cpu() ? plan.choice() : Offload.NONE;
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> "memory plan of " + checkpoint.location() + ":\n" + plan.describe(chosen));
        return chosen;
    }

    @Override
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    @Override
    public Device device() {
        return device;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public Backbone backbone(String component) {
        return backbone(component, dtype);
    }

    @Override
    public Backbone backbone(String component, DType dtype) {
        Backbone backbone = load(
                checkpoint.require(component),
                makers.backbones(),
                Backbone.class,
                dtype,
                Optional.empty(),
                BackboneInTurn::new);
        return new Float32Backbone(backbone, dtype);
    }

    @Override
    public Autoencoder autoencoder(String name) {
        Component component = checkpoint.require(name);
        AutoencoderProvider<?> provider = makers.autoencoders()
                .require(component.className(), component.config().location());
        DType own = ownDtype(provider, component);
        Autoencoder plain = load(
                component, makers.autoencoders(), Autoencoder.class, own, Optional.empty(), AutoencoderInTurn::new);
        return settings.autoencoder().apply(new Float32Autoencoder(plain, own));
    }

    private <S extends Record> DType ownDtype(AutoencoderProvider<S> provider, Component component) {
        Record settings = Part.ofReference(provider, component.config()).settings();
        return provider.dtype(provider.settings().cast(settings), dtype);
    }

    @Override
    public TextEncoder textEncoder(String name, String tokenizer, Map<String, ?> known) {
        Component own = checkpoint.require(name);
        Component component = new Component(name, own.className(), own.config().with(known), own.weights());
        return load(
                component,
                makers.textEncoders(),
                TextEncoder.class,
                dtype,
                checkpoint.folder(tokenizer),
                TextEncoderInTurn::new);
    }

    private <T> T load(
            Component component,
            ByClass<? extends Provider<?, ?>> kind,
            Class<T> type,
            DType dtype,
            Optional<Path> tokenizer,
            BiFunction<T, Turn<T>, T> inTurns) {
        TensorSource source = component
                .weights()
                .orElseThrow(() ->
                        new CheckpointException(checkpoint.location() + ": " + component.name() + " has no weights"));
        Provider<?, ?> provider =
                kind.require(component.className(), component.config().location());
        Part<?> part = Part.ofReference(provider, component.config());
        return residence.load(
                Stage.of(component.name()),
                adapters.over(component.name(), source),
                dtype,
                weights -> part.create(type, new PartContext(device, dtype, weights, attention, tokenizer)),
                inTurns);
    }

    @Override
    public Part<SchedulerProvider<?>> schedulerPart(Optional<Part<SchedulerProvider<?>>> asked) {
        Component own = checkpoint.require("scheduler");
        Optional<ReferenceConfig> config = Optional.of(own.config());
        return asked.map(part -> part.over(config)).orElseGet(() -> {
            SchedulerProvider<?> provider =
                    makers.schedulers().require(own.className(), own.config().location());
            return Part.ofReference(provider, own.config());
        });
    }

    @Override
    public Scheduler scheduler(Part<SchedulerProvider<?>> part) {
        return schedulers.get(
                part, p -> new MemoizedScheduler(p.create(Scheduler.class, PartContext.bare(device, dtype))));
    }

    @Override
    public SamplingMethod samplingMethod(Part<SamplingMethodProvider<?>> part) {
        return part.create(SamplingMethod.class, PartContext.bare(device, dtype));
    }

    @Override
    public Part<GuidanceProvider<?>> guidancePart(Optional<Part<GuidanceProvider<?>>> asked, String otherwise) {
        return asked.orElseGet(() -> Defaults.guidance(makers.providers(), otherwise));
    }

    @Override
    public Guidance guidance(Part<GuidanceProvider<?>> part) {
        return part.create(Guidance.class, PartContext.bare(device, dtype));
    }

    @Override
    public Map<String, Object> settings() {
        PipelineSettings resolved = settings.withModel(
                        checkpoint.location().toAbsolutePath().toString())
                .withDevice(device.str().getString())
                .withDtype(Precision.of(dtype))
                .withOffload(offload)
                .withAttention(attentionPart)
                .withAdapters(adapters.pinned());
        Map<String, Object> map = new HashMap<>(SettingsMap.of(resolved));
        map.keySet().removeAll(List.of("request", "output"));
        return map;
    }

    @Override
    public Map<String, Object> environment() {
        return environment;
    }

    @Override
    public void close() {
        residence.close();
        checkpoint.close();
        adapters.close();
    }
}
