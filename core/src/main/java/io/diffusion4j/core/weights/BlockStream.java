package io.diffusion4j.core.weights;

import io.diffusion4j.core.error.CancelledException;
import io.diffusion4j.core.tensor.Ownership;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bytedeco.pytorch.Device;

/**
 * The blocks of one model, of which at most two are in memory: while one runs, a thread of the stream's own loads the
 * next. A block is dropped when the last one who runs it is done. Behind the last block nothing is loaded ahead, so that
 * nothing is left when the model has run. Several threads may run the model; those at the same block share it, and where
 * two others are in memory and in use, a thread waits for one of them. The memory of two blocks stays allocated.
 */
final class BlockStream implements AutoCloseable {
    private static final int RESIDENT = 2;
    private static final long IDLE_SECONDS = 10;

    private final Device device;
    private final List<Constructor<?>> constructors = new ArrayList<>();
    private final Map<Integer, Slot> slots = new TreeMap<>();
    private final Deque<Shelf> shelves = new ConcurrentLinkedDeque<>();
    private final ThreadPoolExecutor loader;
    private long capacity;
    private boolean closed;

    /**
     * Loads a block.
     *
     * @param bytes that its weights take on a shelf
     */
    record Constructor<B>(long bytes, Function<Shelf, B> load) {}

    /** A block in memory, what owns its weights, and where they lie. */
    private record Loaded(Object block, Ownership weights, Shelf shelf) {}

    /** A place in memory that is promised to a block. */
    private static final class Slot {
        private final CompletableFuture<Loaded> loaded;
        private int users;

        private Slot(CompletableFuture<Loaded> loaded) {
            this.loaded = loaded;
        }

        private void free(Deque<Shelf> shelves) {
            loaded.thenAccept(l -> {
                l.weights().close();
                l.shelf().clear();
                shelves.push(l.shelf());
            });
        }
    }

    BlockStream(Device device) {
        this.device = device;
        loader = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BlockStream::thread);
        loader.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "diffusion4j-blocks");
        thread.setDaemon(true);
        return thread;
    }

    /** Blocks that follow on those added before. @param constructors load a block each, on the stream's own thread */
    <B> Blocks<B> add(List<Constructor<B>> constructors) {
        int first = this.constructors.size();
        this.constructors.addAll(constructors);
        constructors.forEach(c -> capacity = Math.max(capacity, c.bytes()));
        return new Section<>(this, first, constructors.size());
    }

    private record Section<B>(BlockStream stream, int first, int size) implements Blocks<B> {
        @Override
        @SuppressWarnings("unchecked") // what the constructor at this place made
        public <R> R use(int index, Function<? super B, ? extends R> code) {
            return stream.use(first + index, block -> code.apply((B) block));
        }
    }

    private <R> R use(int number, Function<Object, R> code) {
        Slot slot = acquire(number);
        try {
            Object block = block(slot);
            loadAhead(number + 1);
            return code.apply(block);
        } finally {
            release(number, slot);
        }
    }

    private static Object block(Slot slot) {
        try {
            return slot.loaded.join().block();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }

    private synchronized Slot acquire(int number) {
        while (!slots.containsKey(number) && !hasRoom()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while waiting for the weights of a block");
            }
        }
        requireOpen();
        Slot slot = slots.computeIfAbsent(number, this::load);
        slot.users++;
        return slot;
    }

    private synchronized void loadAhead(int number) {
        if (!closed && number < constructors.size() && !slots.containsKey(number) && hasRoom()) {
            slots.put(number, load(number));
        }
    }

    /** Blocks that were loaded ahead for nobody make room. */
    private boolean hasRoom() {
        slots.values().removeIf(slot -> {
            boolean spare = slots.size() >= RESIDENT && slot.users == 0;
            if (spare) {
                slot.free(shelves);
            }
            return spare;
        });
        return slots.size() < RESIDENT;
    }

    /** One load follows on the other, so what was given up while it loaded is freed before the next begins. */
    private Slot load(int number) {
        Constructor<?> constructor = constructors.get(number);
        return new Slot(CompletableFuture.supplyAsync(() -> loaded(constructor), loader));
    }

    private Loaded loaded(Constructor<?> constructor) {
        Shelf free = shelves.poll();
        Shelf shelf = free == null ? new Shelf(device, capacity) : free;
        Ownership weights = new Ownership();
        try {
            return new Loaded(weights.during(() -> constructor.load().apply(shelf)), weights, shelf);
        } catch (RuntimeException | Error e) {
            shelf.clear();
            shelves.push(shelf);
            throw e;
        }
    }

    private synchronized void release(int number, Slot slot) {
        slot.users--;
        if (slot.users == 0) {
            slots.remove(number, slot);
            slot.free(shelves);
        }
        notifyAll();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
    }

    /** Frees what is in memory and waits until nothing more is loaded. Nobody may be running the model. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            slots.values().forEach(slot -> slot.free(shelves));
            slots.clear();
            notifyAll();
        }
        loader.shutdown();
        try {
            loader.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shelves.forEach(Shelf::close);
        shelves.clear();
    }
}
