package io.diffusion4j.training.scenes;

import static io.diffusion4j.training.scenes.Colour.BLACK;
import static io.diffusion4j.training.scenes.Colour.BLUE;
import static io.diffusion4j.training.scenes.Colour.GREEN;
import static io.diffusion4j.training.scenes.Colour.ORANGE;
import static io.diffusion4j.training.scenes.Colour.PURPLE;
import static io.diffusion4j.training.scenes.Colour.RED;
import static io.diffusion4j.training.scenes.Colour.WHITE;
import static io.diffusion4j.training.scenes.Colour.YELLOW;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be in a scene. */
public enum ObjectKind {
    LIGHTHOUSE(false, RED, ORANGE, YELLOW, GREEN, BLUE, WHITE, BLACK),
    HOUSE(false, RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, WHITE),
    BOAT(false, RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, WHITE, BLACK),
    TREE(false, RED, ORANGE, YELLOW, GREEN, WHITE),
    TENT(false, RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, WHITE),
    WINDMILL(false, RED, YELLOW, GREEN, BLUE, WHITE, BLACK),
    BALLOON(true, RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, WHITE),
    MOON(true),
    BIRDS(true);

    private final boolean inSky;
    private final Set<Colour> colours;

    ObjectKind(boolean inSky, Colour... colours) {
        this.inSky = inSky;
        EnumSet<Colour> set = EnumSet.noneOf(Colour.class);
        set.addAll(List.of(colours));
        this.colours = Collections.unmodifiableSet(set);
    }

    /** Whether it is above the ground. Objects of sky and ground may share a place. */
    public boolean inSky() {
        return inSky;
    }

    /** The colours that it can have; empty if its colour is not free. */
    public Set<Colour> colours() {
        return colours;
    }

    /** Why such an object cannot be in such a scene; empty if it can. */
    public Optional<String> objection(TimeOfDay time, Terrain terrain, Weather weather) {
        if (this == BOAT && terrain != Terrain.SEA) {
            return Optional.of("a boat needs terrain SEA, got " + terrain);
        }
        if (this == MOON && time == TimeOfDay.DAY) {
            return Optional.of("the moon is not drawn by DAY; use DAWN, SUNSET or NIGHT");
        }
        if (this == MOON && (weather == Weather.RAIN || weather == Weather.SNOWFALL)) {
            return Optional.of("clouds hide the moon in " + weather + "; use CLEAR, CLOUDY or FOG");
        }
        if (this == BIRDS && time == TimeOfDay.NIGHT) {
            return Optional.of("birds cannot be seen at NIGHT; use DAWN, DAY or SUNSET");
        }
        return Optional.empty();
    }
}
