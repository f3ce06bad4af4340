namespace X402.Cryptography;

/// <summary>A point made ready to be added: Y + X, Y − X, Z and 2dT.</summary>
internal struct CachedPoint
{
    public FieldElement25519 Sum, Difference, Z, T2D;

    public CachedPoint(in EdwardsPoint a)
    {
        FieldElement25519.Add(out Sum, a.Y, a.X);
        FieldElement25519.Subtract(out Difference, a.Y, a.X);
        Z = a.Z;
        a.TimesTwoD(out T2D);
    }
}
