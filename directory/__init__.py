"""The public record: what visitors may see. It knows nothing of how a listing comes to be."""
