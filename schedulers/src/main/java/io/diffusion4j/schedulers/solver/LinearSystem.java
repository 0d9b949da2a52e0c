package io.diffusion4j.schedulers.solver;

/** Gauss-Jordan elimination with partial pivoting, for a few unknowns. */
public final class LinearSystem {
    private LinearSystem() {}

    /** @param rows coefficients, then the right-hand side; overwritten @return the unknowns */
    public static double[] solve(double[]... rows) {
        int count = rows.length;
        for (int column = 0; column < count; column++) {
            bringPivot(rows, column);
            for (int row = 0; row < count; row++) {
                if (row != column) {
                    subtract(rows[row], rows[column], rows[row][column] / rows[column][column]);
                }
            }
        }
        double[] solution = new double[count];
        for (int i = 0; i < count; i++) {
            solution[i] = rows[i][count] / rows[i][i];
        }
        return solution;
    }

    private static void bringPivot(double[][] rows, int column) {
        int best = column;
        for (int row = column + 1; row < rows.length; row++) {
            if (Math.abs(rows[row][column]) > Math.abs(rows[best][column])) {
                best = row;
            }
        }
        double[] pivot = rows[best];
        rows[best] = rows[column];
        rows[column] = pivot;
    }

    private static void subtract(double[] row, double[] other, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] -= factor * other[i];
        }
    }
}
