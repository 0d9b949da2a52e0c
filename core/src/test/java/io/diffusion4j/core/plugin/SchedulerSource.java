package io.diffusion4j.core.plugin;

/** The source of a scheduler provider, some lines of it replaced. Its scheduler halves what the model sees. */
record SchedulerSource(String className, String text) {
    private static final String TEMPLATE = """
            package PACKAGE;

            import io.diffusion4j.core.sampling.*;
            import io.diffusion4j.core.spi.*;
            import java.util.*;
            import org.bytedeco.pytorch.*;

            public class NAME implements SchedulerProvider<NAME.Settings> {
                public record Settings(double factor) {
                    public static Settings defaults() { return new Settings(0.5); }
                }
                /*members*/
                public String type() { return "halving"; }
                public Class<Settings> settings() { return Settings.class; }
                public String summary() { return "Halves what the model sees."; }
                public Set<String> referenceClasses() { return Set.of(); }
                public Scheduler create(Settings s, BuildContext context) { return new Halving(s.factor()); }

                record Halving(double factor) implements Scheduler {
                    public Trajectory plan(PlanRequest request) { return new Path(factor, request.steps()); }
                    public boolean isStochastic() { return false; }
                    public int order() { return 1; }
                }

                record Path(double factor, int count) implements Trajectory {
                    public List<Step> steps() { return List.of(new Step(0, 1, 0)); }
                    public double initialNoiseSigma() { return 1; }
                    public Tensor addNoise(Tensor clean, Tensor noise, Step at) { return clean.add(noise); }
                    public Tensor modelInput(SamplerState state) { return state.sample().mul(new Scalar(factor)); }
                    public SamplerState advance(SamplerState state, Tensor prediction, NoiseSource noise) { return state; }
                }
            }
            """;

    static SchedulerSource of(String className) {
        int dot = className.lastIndexOf('.');
        return new SchedulerSource(
                className,
                TEMPLATE.replace("PACKAGE", className.substring(0, dot)).replace("NAME", className.substring(dot + 1)));
    }

    SchedulerSource type(String type) {
        return replace("return \"halving\"", "return \"" + type + "\"");
    }

    SchedulerSource member(String line) {
        return replace("/*members*/", line);
    }

    SchedulerSource replace(String before, String after) {
        if (!text.contains(before)) {
            throw new IllegalArgumentException("the source has no " + before);
        }
        return new SchedulerSource(className, text.replace(before, after));
    }
}
