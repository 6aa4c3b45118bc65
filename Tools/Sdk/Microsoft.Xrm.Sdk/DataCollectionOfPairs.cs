using System;
using System.Collections;
using System.Collections.Generic;

namespace Microsoft.Xrm.Sdk;

[Serializable]
public abstract class DataCollection<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>, IEnumerable
{
    private readonly IDictionary<TKey, TValue> _innerDictionary;

    protected internal DataCollection(IDictionary<TKey, TValue> collection)
    {
        _innerDictionary = collection;
    }

    protected internal DataCollection()
    {
        _innerDictionary = new Dictionary<TKey, TValue>();
    }

    public int Count => _innerDictionary.Count;

    public ICollection<TKey> Keys => _innerDictionary.Keys;

    public ICollection<TValue> Values => _innerDictionary.Values;

    public virtual bool IsReadOnly { get; internal set; }

    public virtual TValue this[TKey key]
    {
        get => _innerDictionary[key];
        set
        {
            RefuseIfReadOnly();
            _innerDictionary[key] = value;
        }
    }

    public void Add(KeyValuePair<TKey, TValue> item)
    {
        RefuseIfReadOnly();
        _innerDictionary.Add(item);
    }

    public void AddRange(params KeyValuePair<TKey, TValue>[] items) => AddRange((IEnumerable<KeyValuePair<TKey, TValue>>)items);

    public void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> items)
    {
        if (items is null)
            return;
        RefuseIfReadOnly();
        foreach (var item in items)
            _innerDictionary.Add(item);
    }

    public void Add(TKey key, TValue value)
    {
        RefuseIfReadOnly();
        _innerDictionary.Add(key, value);
    }

    public void Clear()
    {
        RefuseIfReadOnly();
        _innerDictionary.Clear();
    }

    public bool Contains(TKey key) => _innerDictionary.ContainsKey(key);

    public bool Contains(KeyValuePair<TKey, TValue> key) => _innerDictionary.Contains(key);

    public bool TryGetValue(TKey key, out TValue value) => _innerDictionary.TryGetValue(key, out value);

    public void CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) => _innerDictionary.CopyTo(array, arrayIndex);

    public bool ContainsKey(TKey key) => _innerDictionary.ContainsKey(key);

    public bool Remove(TKey key)
    {
        RefuseIfReadOnly();
        return _innerDictionary.Remove(key);
    }

    public bool Remove(KeyValuePair<TKey, TValue> item)
    {
        RefuseIfReadOnly();
        return _innerDictionary.Remove(item);
    }

    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() => _innerDictionary.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void RefuseIfReadOnly()
    {
        if (IsReadOnly)
            throw new InvalidOperationException("The collection is read-only.");
    }
}
