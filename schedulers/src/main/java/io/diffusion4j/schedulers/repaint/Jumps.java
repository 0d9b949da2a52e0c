package io.diffusion4j.schedulers.repaint;

import java.util.ArrayList;
import java.util.List;

/**
 * The way back and forth of Lugmayr et al. 2022, appendix B: wherever a multiple of the jump's length is reached for one
 * of the first times, as many steps are undone and taken again.
 *
 * @param positions of the model evaluations, in order; position p is p strides above the clean sample's timestep
 * @param undone how many steps are undone after each evaluation
 */
record Jumps(List<Integer> positions, List<Integer> undone) {
    static Jumps of(int steps, int length, int samples) {
        List<Integer> positions = new ArrayList<>();
        List<Integer> undone = new ArrayList<>();
        int[] left = new int[steps];
        // the last stretch before pure noise is not undone: there is nothing to harmonise yet
        for (int p = 0; p < steps - length; p += length) {
            left[p] = samples - 1;
        }
        for (int p = steps - 1; p >= 0; p--) {
            positions.add(p);
            boolean jumps = left[p] > 0;
            undone.add(jumps ? length : 0);
            if (jumps) {
                left[p]--;
                p += length;
            }
        }
        return new Jumps(List.copyOf(positions), List.copyOf(undone));
    }
}
