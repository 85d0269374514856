/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* B-tree pages, records and overflow chains of a damaged file. */
#include "db/rg-pages-private.h"

#include "db/rg-backup-io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define HEADER_BYTES 100
#define DEFAULT_PAGE_SIZE 4096
#define MOST_COLUMNS 2000

static guint
rg_get_u16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

/* At most nine bytes; 0 where it goes beyond the end. */
static gsize
rg_get_varint (const guint8 *bytes, gsize length, guint64 *value)
{
  *value = 0;
  for (gsize i = 0; i < length && i < 9; i++)
    {
      if (i == 8)
        {
          *value = *value << 8 | bytes[i];
          return 9;
        }
      *value = *value << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) == 0)
        return i + 1;
    }
  return 0;
}

/* --- Opening ---------------------------------------------------------------------------------- */

static gboolean
rg_pages_has_header (RgPages *pages)
{
  return pages->length >= HEADER_BYTES && memcmp (pages->bytes, "SQLite format 3", 16) == 0;
}

static void
rg_pages_find_size (RgPages *pages)
{
  guint size = rg_pages_has_header (pages) ? rg_get_u16 (pages->bytes + 16) : 0;

  size = size == 1 ? 65536 : size;
  /* Regulars makes no other. */
  if (size < 512 || (size & (size - 1)) != 0)
    size = DEFAULT_PAGE_SIZE;
  pages->page_size = size;
  pages->n_pages = (guint) MIN (pages->length / size, G_MAXINT);
}

guint8 *
rg_pages_read_file (const char *path, gsize *length, GError **error)
{
  int fd = rg_io_open (path, O_RDONLY, error);
  guint8 *bytes;

  if (fd < 0)
    return NULL;
  *length = (gsize) MAX (rg_io_size (fd), 0);
  bytes = g_try_malloc0 (*length + 1);
  for (gsize at = 0; bytes != NULL && at < *length; at += DEFAULT_PAGE_SIZE)
    {
      gsize n = MIN (DEFAULT_PAGE_SIZE, *length - at);
      if (!rg_io_read (fd, bytes + at, n, (gint64) at, path, NULL))
        memset (bytes + at, 0, n);
    }
  close (fd);
  if (bytes == NULL)
    rg_io_set_errno (error, ENOMEM, path);
  return bytes;
}

RgPages *
rg_pages_open (const char *path, gboolean with_log, GError **error)
{
  g_autoptr (RgPages) pages = g_new0 (RgPages, 1);

  pages->bytes = rg_pages_read_file (path, &pages->length, error);
  if (pages->bytes == NULL)
    return NULL;
  rg_pages_find_size (pages);
  if (with_log)
    rg_pages_open_log (pages, path);
  return g_steal_pointer (&pages);
}

void
rg_pages_free (RgPages *pages)
{
  if (pages == NULL)
    return;
  g_clear_pointer (&pages->newer, g_hash_table_unref);
  g_free (pages->log);
  g_free (pages->bytes);
  g_free (pages);
}

guint
rg_pages_get_n (RgPages *pages)
{
  return pages->n_pages;
}

gboolean
rg_pages_has_log (RgPages *pages)
{
  return pages->newer != NULL && g_hash_table_size (pages->newer) > 0;
}

static const guint8 *
rg_pages_get (RgPages *pages, guint number)
{
  const guint8 *newer = NULL;

  if (number == 0 || number > pages->n_pages)
    return NULL;
  if (pages->newer != NULL)
    newer = g_hash_table_lookup (pages->newer, GUINT_TO_POINTER (number));
  if (newer != NULL)
    return newer;
  if ((gsize) number * pages->page_size > pages->length)
    return NULL;
  return pages->bytes + (gsize) (number - 1) * pages->page_size;
}

int
rg_pages_get_version (RgPages *pages)
{
  const guint8 *page = rg_pages_get (pages, 1);
  guint32 version;

  if (page == NULL || memcmp (page, "SQLite format 3", 16) != 0)
    return 0;
  memcpy (&version, page + 60, sizeof version);
  return (int) GUINT32_FROM_BE (version);
}

/* --- A page ----------------------------------------------------------------------------------- */

static gsize
rg_page_head (guint number)
{
  return number == 1 ? HEADER_BYTES : 0;
}

static gboolean
rg_page_is_interior (RgPageKind kind)
{
  return kind == RG_PAGE_INDEX_INTERIOR || kind == RG_PAGE_TABLE_INTERIOR;
}

RgPageKind
rg_pages_get_kind (RgPages *pages, guint number)
{
  const guint8 *page = rg_pages_get (pages, number);
  gsize head = rg_page_head (number);
  gsize first;
  guint n_cells;
  int kind;

  if (page == NULL)
    return RG_PAGE_OTHER;
  kind = page[head];
  if (kind != RG_PAGE_INDEX_INTERIOR && kind != RG_PAGE_TABLE_INTERIOR
      && kind != RG_PAGE_INDEX_LEAF && kind != RG_PAGE_TABLE_LEAF)
    return RG_PAGE_OTHER;
  n_cells = rg_get_u16 (page + head + 3);
  first = head + (rg_page_is_interior (kind) ? 12 : 8);
  return first + 2 * (gsize) n_cells <= pages->page_size ? kind : RG_PAGE_OTHER;
}

guint
rg_pages_n_cells (RgPages *pages, guint number)
{
  return rg_get_u16 (rg_pages_get (pages, number) + rg_page_head (number) + 3);
}

/* 0 where the cell would not lie in the page. */
static gsize
rg_pages_cell_at (RgPages *pages, guint number, guint cell)
{
  const guint8 *page = rg_pages_get (pages, number);
  gsize head = rg_page_head (number);
  gsize first = head + (rg_page_is_interior (page[head]) ? 12 : 8);
  gsize at = rg_get_u16 (page + first + 2 * cell);

  return at >= first && at + 4 <= pages->page_size ? at : 0;
}

guint
rg_pages_get_child (RgPages *pages, guint number, guint cell)
{
  const guint8 *page = rg_pages_get (pages, number);
  gsize at = cell < rg_pages_n_cells (pages, number) ? rg_pages_cell_at (pages, number, cell)
                                                     : rg_page_head (number) + 8;
  guint32 child;

  if (at == 0)
    return 0;
  memcpy (&child, page + at, sizeof child);
  return GUINT32_FROM_BE (child);
}

/* --- A record --------------------------------------------------------------------------------- */

RgRecord *
rg_record_new (void)
{
  RgRecord *record = g_new0 (RgRecord, 1);

  record->fields = g_array_new (FALSE, TRUE, sizeof (RgField));
  record->payload = g_byte_array_new ();
  return record;
}

void
rg_record_free (RgRecord *record)
{
  if (record == NULL)
    return;
  g_array_unref (record->fields);
  g_byte_array_unref (record->payload);
  g_free (record);
}

/* How much of a payload stands in the page itself. */
static gsize
rg_pages_local (RgPages *pages, RgPageKind kind, gsize payload)
{
  gsize usable = pages->page_size;
  gsize most = kind == RG_PAGE_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  gsize least = (usable - 12) * 32 / 255 - 23;
  gsize local;

  if (payload <= most)
    return payload;
  local = least + (payload - least) % (usable - 4);
  return local <= most ? local : least;
}

static gboolean
rg_pages_read_overflow (RgPages *pages, guint next, gsize rest, GByteArray *payload)
{
  gsize room = pages->page_size - 4;

  while (rest > 0)
    {
      const guint8 *page = rg_pages_get (pages, next);
      gsize n = MIN (rest, room);
      guint32 following;
      if (page == NULL)
        return FALSE;
      g_byte_array_append (payload, page + 4, (guint) n);
      rest -= n;
      memcpy (&following, page, sizeof following);
      next = GUINT32_FROM_BE (following);
    }
  /* The chain ends where the payload does. */
  return next == 0;
}

static gsize
rg_serial_size (guint64 serial)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  return serial < G_N_ELEMENTS (sizes) ? sizes[serial] : (gsize) (serial - 12) / 2;
}

static gint64
rg_serial_int (const guint8 *bytes, gsize size)
{
  guint64 value = (bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return (gint64) value;
}

static void
rg_field_set (RgField *field, guint64 serial, const guint8 *bytes, gsize size)
{
  guint64 bits;

  field->bytes = bytes;
  field->length = size;
  if (serial == 0)
    field->type = RG_FIELD_NULL;
  else if (serial == 7)
    {
      memcpy (&bits, bytes, sizeof bits);
      bits = GUINT64_FROM_BE (bits);
      memcpy (&field->real, &bits, sizeof bits);
      field->type = RG_FIELD_DOUBLE;
    }
  else if (serial < 12)
    {
      field->integer = serial >= 8 ? (gint64) serial - 8 : rg_serial_int (bytes, size);
      field->type = RG_FIELD_INT;
    }
  else
    field->type = serial % 2 == 0 ? RG_FIELD_BLOB : RG_FIELD_TEXT;
}

static gboolean
rg_record_parse (RgRecord *record)
{
  const guint8 *bytes = record->payload->data;
  gsize length = record->payload->len;
  guint64 head = 0;
  gsize at = rg_get_varint (bytes, length, &head);
  gsize body = (gsize) head;

  g_array_set_size (record->fields, 0);
  if (at == 0 || head > length)
    return FALSE;
  while (at < head)
    {
      guint64 serial;
      gsize n = rg_get_varint (bytes + at, (gsize) head - at, &serial);
      gsize size = rg_serial_size (serial);
      RgField field = { 0 };
      if (n == 0 || serial == 10 || serial == 11 || size > length || body + size > length
          || record->fields->len >= MOST_COLUMNS)
        return FALSE;
      rg_field_set (&field, serial, bytes + body, size);
      g_array_append_val (record->fields, field);
      at += n;
      body += size;
    }
  return body == length && record->fields->len > 0;
}

gboolean
rg_pages_read_record (RgPages *pages, guint number, guint cell, RgRecord *record)
{
  const guint8 *page = rg_pages_get (pages, number);
  RgPageKind kind = page[rg_page_head (number)];
  gsize at = rg_pages_cell_at (pages, number, cell);
  guint64 size, rowid = 0;
  gsize local, n;
  guint32 next;

  if (at == 0)
    return FALSE;
  at += kind == RG_PAGE_INDEX_INTERIOR ? 4 : 0;
  n = rg_get_varint (page + at, pages->page_size - at, &size);
  at += n;
  if (n == 0 || size == 0 || size > pages->length || size > G_MAXINT)
    return FALSE;
  if (kind == RG_PAGE_TABLE_LEAF)
    {
      n = rg_get_varint (page + at, pages->page_size - at, &rowid);
      at += n;
      if (n == 0)
        return FALSE;
    }
  local = rg_pages_local (pages, kind, (gsize) size);
  if (at + local + (local < size ? 4 : 0) > pages->page_size)
    return FALSE;
  record->rowid = (gint64) rowid;
  g_byte_array_set_size (record->payload, 0);
  g_byte_array_append (record->payload, page + at, (guint) local);
  if (local < size)
    {
      memcpy (&next, page + at + local, sizeof next);
      if (!rg_pages_read_overflow (pages, GUINT32_FROM_BE (next), (gsize) size - local,
                                   record->payload))
        return FALSE;
    }
  return rg_record_parse (record);
}
