package io.diffusion4j.schedulers.ensemble;

import io.diffusion4j.core.sampling.SchedulerProvider;
import io.diffusion4j.core.settings.Constraints;
import io.diffusion4j.core.settings.Doc;
import io.diffusion4j.core.settings.InvalidSetting;
import io.diffusion4j.core.settings.Part;
import io.diffusion4j.schedulers.ddim.DdimProvider;
import io.diffusion4j.schedulers.lms.LmsProvider;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Settings of {@link EnsembleProvider}. */
public record EnsembleSettings(
        @Doc("The schedulers, two or more, with their weights; they must visit the same timesteps")
        List<EnsembleMember> members) {
    public EnsembleSettings {
        Constraints.check(EnsembleSettings.class, members);
        members = List.copyOf(members);
        if (members.size() < 2) {
            throw new InvalidSetting("members", "must be two schedulers or more, got " + members.size());
        }
        if (members.stream().mapToDouble(EnsembleMember::share).sum() == 0) {
            throw new InvalidSetting("members", "must have at least one weight above 0");
        }
    }

    /** A first-order and a multistep method, half each. */
    public static EnsembleSettings defaults() {
        return of(Part::ofDefaults);
    }

    /** The default members. @param part how their settings are found */
    static EnsembleSettings of(Function<SchedulerProvider<?>, Part<SchedulerProvider<?>>> part) {
        return new EnsembleSettings(Stream.of(new DdimProvider(), new LmsProvider())
                .map(provider -> new EnsembleMember(part.apply(provider), Optional.of(1.0)))
                .toList());
    }

    /** The shares, which add up to one. */
    List<Double> weights() {
        double sum = members.stream().mapToDouble(EnsembleMember::share).sum();
        return members.stream().map(member -> member.share() / sum).toList();
    }
}
