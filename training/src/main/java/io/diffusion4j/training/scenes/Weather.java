package io.diffusion4j.training.scenes;

/** The weather of a scene. {@link #SNOWFALL} is snow in the air, {@link Terrain#SNOW} snow that lies. */
public enum Weather {
    CLEAR,
    CLOUDY,
    RAIN,
    SNOWFALL,
    FOG
}
