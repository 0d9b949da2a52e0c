package io.diffusion4j.core.plugin;

import io.diffusion4j.core.error.PluginException;
import io.diffusion4j.core.pipeline.PipelineProvider;
import io.diffusion4j.core.spi.Provider;
import io.diffusion4j.core.spi.Service;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * A service that described itself as its interface demands.
 *
 * @param reads the class names in checkpoints that it answers to
 * @param location the jar or folder that it comes from
 */
record Found(
        Class<? extends Service> kind,
        Service service,
        String type,
        String summary,
        Set<String> reads,
        String location) {
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9+.-]*");

    /** Asks the service for its descriptions. */
    static Found describe(Class<? extends Service> kind, Service service, String location) {
        String name = service.getClass().getName();
        String type = present(name + ".type()", ForeignCode.call(name + ".type()", service::type));
        if (!TYPE.matcher(type).matches()) {
            throw new PluginException(
                    "%s.type() is '%s'; use lower-case letters, digits, '+', '.' and '-'".formatted(name, type));
        }
        String summary = present(name + ".summary()", ForeignCode.call(name + ".summary()", service::summary));
        if (service instanceof Provider<?, ?> provider) {
            checkSettings(name, ForeignCode.call(name + ".settings()", provider::settings));
        }
        return new Found(kind, service, type, summary, reads(name, service), location);
    }

    PluginReport.Offer offer() {
        return new PluginReport.Offer(Kinds.name(kind), type, summary);
    }

    /** Refuses a service that could be meant by the same name as another one. */
    void checkDistinct(Collection<Found> others) {
        for (Found other : others) {
            if (other.kind != kind) {
                continue;
            }
            if (other.type.equals(type)) {
                throw ambiguous("the %s type '%s'".formatted(Kinds.name(kind), type), other);
            }
            Optional<String> both = reads.stream().filter(other.reads::contains).findFirst();
            if (both.isPresent()) {
                throw ambiguous("the %s for '%s'".formatted(Kinds.name(kind), both.get()), other);
            }
        }
    }

    private PluginException ambiguous(String what, Found other) {
        String first = other.service.getClass().getName();
        String second = service.getClass().getName();
        return new PluginException("%s comes from both %s (%s) and %s (%s); remove one of them"
                .formatted(what, other.location, first, location, second));
    }

    private static Set<String> reads(String name, Service service) {
        if (service instanceof Provider<?, ?> provider) {
            return copy(name + ".referenceClasses()", provider::referenceClasses);
        }
        return service instanceof PipelineProvider pipeline
                ? copy(name + ".pipelineClasses()", pipeline::pipelineClasses)
                : Set.of();
    }

    private static Set<String> copy(String what, Callable<Set<String>> names) {
        return ForeignCode.call(what, () -> Set.copyOf(names.call()));
    }

    private static String present(String what, String text) {
        if (text == null || text.isBlank()) {
            throw new PluginException(what + " is empty; every service needs a type and a summary");
        }
        return text;
    }

    private static void checkSettings(String name, Class<?> settings) {
        if (settings == null || !settings.isRecord()) {
            throw new PluginException("%s.settings() is %s, which is not a record; settings are records"
                    .formatted(name, settings == null ? "null" : settings.getName()));
        }
    }
}
