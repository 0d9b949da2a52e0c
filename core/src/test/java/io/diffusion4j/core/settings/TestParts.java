package io.diffusion4j.core.settings;

import io.diffusion4j.core.guidance.Guidance;
import io.diffusion4j.core.guidance.GuidanceProvider;
import io.diffusion4j.core.sampling.Scheduler;
import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.spi.BuildContext;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Providers;
import io.diffusion4j.core.spi.Service;
import java.util.List;

/** Providers whose settings are real and whose parts are not made here. */
final class TestParts implements Providers {
    private static final List<Provider<?, ?>> ALL = List.of(new Cfg(), new Dpm(), new Euler(), new Ancestral());

    @Override
    public <P extends Service> List<P> all(Class<P> kind) {
        return ALL.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    enum Spacing {
        LINSPACE,
        KARRAS,
        SGM_UNIFORM
    }

    record EulerSettings(
            @Doc("First beta") @Range(min = 0, max = 1) double betaStart,
            @Doc("Last beta") @Range(min = 0, max = 1) double betaEnd,
            @Doc("Where the noise levels lie") Spacing sigmaSpacing) {
        EulerSettings {
            Constraints.check(EulerSettings.class, betaStart, betaEnd, sigmaSpacing);
            if (betaStart > betaEnd) {
                throw new InvalidSetting("betaStart", "must not be above beta-end, " + betaEnd + ", got " + betaStart);
            }
        }

        static EulerSettings defaults() {
            return new EulerSettings(0.0001, 0.02, Spacing.LINSPACE);
        }
    }

    record DpmSettings(@Range(min = 1, max = 3) int solverOrder, double lambdaMin) {
        DpmSettings {
            Constraints.check(DpmSettings.class, solverOrder, lambdaMin);
        }

        static DpmSettings defaults() {
            return new DpmSettings(2, Double.NEGATIVE_INFINITY);
        }
    }

    record CfgSettings(@Doc("Guidance scale") double scale) {}

    private abstract static class EulerBase implements SchedulerProvider<EulerSettings> {
        @Override
        public Class<EulerSettings> settings() {
            return EulerSettings.class;
        }

        @Override
        public Scheduler create(EulerSettings settings, BuildContext context) {
            throw new IllegalStateException("settings only");
        }

        @Override
        public EulerSettings fromReference(ReferenceConfig config) {
            return new EulerSettings(
                    config.decimal("beta_start", 0.0001), config.decimal("beta_end", 0.02), Spacing.LINSPACE);
        }
    }

    static final class Euler extends EulerBase {
        @Override
        public String type() {
            return "euler";
        }

        @Override
        public String summary() {
            return "Euler's method";
        }
    }

    static final class Ancestral extends EulerBase {
        @Override
        public String type() {
            return "euler-ancestral";
        }

        @Override
        public String summary() {
            return "Euler's method with fresh noise";
        }
    }

    static final class Dpm implements SchedulerProvider<DpmSettings> {
        @Override
        public String type() {
            return "dpm-solver++";
        }

        @Override
        public String summary() {
            return "DPM-Solver++";
        }

        @Override
        public Class<DpmSettings> settings() {
            return DpmSettings.class;
        }

        @Override
        public Scheduler create(DpmSettings settings, BuildContext context) {
            throw new IllegalStateException("settings only");
        }
    }

    static final class Cfg implements GuidanceProvider<CfgSettings> {
        @Override
        public String type() {
            return "cfg";
        }

        @Override
        public String summary() {
            return "Classifier-free guidance";
        }

        @Override
        public Class<CfgSettings> settings() {
            return CfgSettings.class;
        }

        @Override
        public Guidance create(CfgSettings settings, BuildContext context) {
            throw new IllegalStateException("settings only");
        }
    }
}
