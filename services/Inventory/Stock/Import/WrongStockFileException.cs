namespace Microservices.Inventory.Stock.Import;

/// <summary>The file is not a stock count; nothing was taken from it.</summary>
internal sealed class WrongStockFileException(string message) : Exception(message);
