package io.diffusion4j.app.output;

import io.diffusion4j.core.error.CancelledException;

/** Notices that the user ends the process, and gives the thread that made it time to come to an end of its own. */
public final class Interrupt implements AutoCloseable {
    private final Thread work = Thread.currentThread();
    private final Thread hook = new Thread(this::waitForWork, "interrupt");
    private final long graceMillis;
    private volatile boolean noticed;

    /** @param graceMillis how long the thread may take to end once the process is told to */
    public Interrupt(long graceMillis) {
        this.graceMillis = graceMillis;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean isNoticed() {
        return noticed;
    }

    private void waitForWork() {
        noticed = true;
        try {
            work.join(graceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws CancelledException if the process is ending */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            throw new CancelledException("cancelled");
        }
    }
}
