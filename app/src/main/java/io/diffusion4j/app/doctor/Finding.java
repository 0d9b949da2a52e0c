package io.diffusion4j.app.doctor;

import java.util.Map;

/**
 * One thing that the doctor looked at.
 *
 * @param level whether it is fine, costs something, or prevents work
 * @param subject {@code threads}
 * @param text what was found, and for anything but {@code OK} what to do
 */
public record Finding(Level level, String subject, String text) {
    public enum Level {
        OK,
        WARNING,
        ERROR
    }

    static Finding ok(String subject, String text) {
        return new Finding(Level.OK, subject, text);
    }

    static Finding warning(String subject, String text) {
        return new Finding(Level.WARNING, subject, text);
    }

    static Finding error(String subject, String text) {
        return new Finding(Level.ERROR, subject, text);
    }

    public String line() {
        return "%-8s %-12s %s".formatted(level.name().toLowerCase(java.util.Locale.ROOT), subject, text);
    }

    public Map<String, Object> describe() {
        return Map.of("level", level.name().toLowerCase(java.util.Locale.ROOT), "subject", subject, "text", text);
    }
}
