/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Open addressing with linear steps; half of the slots stay empty. */
#include "store/rg-text-set.h"

#include <string.h>

typedef struct {
  const char *text;
  guint64 hash;
  guint32 length;
} Entry;

struct _RgTextSet {
  GStringChunk *chunk;
  Entry *entries;
  guint32 n_entries;
  guint32 n_allocated;
  guint32 *slots; /* number + 1; 0 is empty */
  guint32 mask;
};

RgTextSet *
rg_text_set_new (void)
{
  RgTextSet *self = g_new0 (RgTextSet, 1);

  self->chunk = g_string_chunk_new (64 * 1024);
  self->n_allocated = 256;
  self->entries = g_new (Entry, self->n_allocated);
  self->mask = 511;
  self->slots = g_new0 (guint32, self->mask + 1);
  return self;
}

void
rg_text_set_free (RgTextSet *self)
{
  g_string_chunk_free (self->chunk);
  g_free (self->entries);
  g_free (self->slots);
  g_free (self);
}

guint64
rg_text_hash (const char *text, gsize length)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  hash ^= hash >> 32;
  hash *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

static void
grow (RgTextSet *self)
{
  self->n_allocated *= 2;
  self->entries = g_renew (Entry, self->entries, self->n_allocated);
  self->mask = self->mask * 2 + 1;
  g_free (self->slots);
  self->slots = g_new0 (guint32, (gsize) self->mask + 1);
  for (guint32 i = 0; i < self->n_entries; i++)
    {
      guint32 slot = (guint32) self->entries[i].hash & self->mask;

      while (self->slots[slot] != 0)
        slot = (slot + 1) & self->mask;
      self->slots[slot] = i + 1;
    }
}

guint32
rg_text_set_add (RgTextSet *self, const char *text, gsize length)
{
  guint64 hash = rg_text_hash (text, length);
  guint32 slot = (guint32) hash & self->mask;

  for (; self->slots[slot] != 0; slot = (slot + 1) & self->mask)
    {
      const Entry *entry = &self->entries[self->slots[slot] - 1];

      if (entry->hash == hash && entry->length == length &&
          memcmp (entry->text, text, length) == 0)
        return self->slots[slot] - 1;
    }
  self->entries[self->n_entries] = (Entry) {
    g_string_chunk_insert_len (self->chunk, length > 0 ? text : "", (gssize) length), hash,
    (guint32) length
  };
  self->slots[slot] = ++self->n_entries;
  if (self->n_entries == self->n_allocated)
    grow (self);
  return self->n_entries - 1;
}

const char *
rg_text_set_get (RgTextSet *self, guint32 number)
{
  g_return_val_if_fail (number < self->n_entries, "");
  return self->entries[number].text;
}

const char *
rg_text_set_intern (RgTextSet *self, const char *text, gsize length)
{
  /* First: adding may move the entries. */
  guint32 number = rg_text_set_add (self, text, length);

  return self->entries[number].text;
}

guint32
rg_text_set_get_size (RgTextSet *self)
{
  return self->n_entries;
}
