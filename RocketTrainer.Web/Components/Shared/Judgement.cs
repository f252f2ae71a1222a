namespace RocketTrainer.Web.Components.Shared;

/// <summary>What a comparison says about the player. Unclear is within noise, or nobody knows which way is better.</summary>
public enum Judgement { None, Better, Worse, Unclear }
