package io.diffusion4j.core.plugin;

/** Makes a plugin's loader the thread's context loader until closed, for libraries that look up their parts with it. */
final class ContextLoader implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    ContextLoader(ClassLoader loader) {
        thread.setContextClassLoader(loader);
    }

    @Override
    public void close() {
        thread.setContextClassLoader(before);
    }
}
