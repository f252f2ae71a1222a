namespace RocketTrainer.Core.Coaching.Weaknesses;

/// <summary>
/// S = L·L' of a positive definite matrix of some dozens of rows, and solutions of S·x = b. A library made for large matrices takes
/// several times as long to prepare one of this size as to work it out, and here are hundreds.
/// </summary>
internal sealed class SmallCholesky
{
    private readonly double[][] _rows;

    /// <param name="matrix">By row, symmetric: only the lower triangle is read, and what it holds is lost.</param>
    /// <exception cref="ArgumentException">It isn't positive definite.</exception>
    public SmallCholesky(double[][] matrix)
    {
        _rows = matrix;
        for (var i = 0; i < matrix.Length; i++)
        {
            var row = matrix[i];
            for (var j = 0; j < i; j++)
                row[j] = (row[j] - Product(row, matrix[j], j)) / matrix[j][j];
            var square = row[i] - Product(row, row, i);
            row[i] = square > 0 ? Math.Sqrt(square) : throw new ArgumentException("The matrix isn't positive definite.", nameof(matrix));
        }
    }

    public double[] Solve(double[] b)
    {
        var x = new double[_rows.Length];
        for (var i = 0; i < x.Length; i++)
            x[i] = (b[i] - Product(_rows[i], x, i)) / _rows[i][i];
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var j = 0; j < i; j++)
                x[j] -= _rows[i][j] * x[i];
        }

        return x;
    }

    private static double Product(double[] a, double[] b, int length)
    {
        double sum = 0;
        for (var i = 0; i < length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
