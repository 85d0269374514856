/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Makes and reads UUIDs of versions 5 and 7. */
#include "config.h"

#include "base/rg-uuid.h"

#include "base/rg-date.h"

#include <string.h>
#include <sys/random.h>

#define COUNTER_BITS 12
#define TEXT_LENGTH 36

void
rg_uuid_random (void *bytes, gsize length)
{
  guint8 *out = bytes;
  gsize done = 0;
  while (done < length)
    {
      gssize n = getrandom (out + done, length - done, 0);
      if (n > 0)
        done += (gsize) n;
    }
}

static void
rg_uuid_set_version (guint8 *uuid, guint version)
{
  uuid[6] = (guint8) ((uuid[6] & 0x0f) | (version << 4));
  uuid[8] = (guint8) ((uuid[8] & 0x3f) | 0x80);
}

/* Milliseconds and a counter within them (RFC 9562, 6.2, method 1) as one growing number. A counter
 * that runs over borrows from the next millisecond. */
static guint64
rg_uuid_next_stamp (void)
{
  static GMutex mutex;
  static guint64 last;
  guint16 seed;

  rg_uuid_random (&seed, sizeof seed);
  guint64 stamp = ((guint64) rg_instant_now_ms () << COUNTER_BITS) | (seed & 0x7ff);
  g_mutex_lock (&mutex);
  if (stamp <= last)
    stamp = last + 1;
  last = stamp;
  g_mutex_unlock (&mutex);
  return stamp;
}

void
rg_uuid_v7 (guint8 uuid[RG_UUID_SIZE])
{
  guint64 stamp = rg_uuid_next_stamp ();
  guint64 ms = stamp >> COUNTER_BITS;

  rg_uuid_random (uuid + 8, 8);
  for (guint i = 0; i < 6; i++)
    uuid[i] = (guint8) (ms >> (40 - 8 * i));
  uuid[6] = (guint8) ((stamp >> 8) & 0x0f);
  uuid[7] = (guint8) stamp;
  rg_uuid_set_version (uuid, 7);
}

void
rg_uuid_v5 (const guint8 space[RG_UUID_SIZE], const void *name, gsize length,
            guint8 uuid[RG_UUID_SIZE])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (sum, space, RG_UUID_SIZE);
  g_checksum_update (sum, name, (gssize) length);
  g_checksum_get_digest (sum, digest, &size);
  memcpy (uuid, digest, RG_UUID_SIZE);
  rg_uuid_set_version (uuid, 5);
}

static gboolean
rg_uuid_has_dash (guint byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

char *
rg_uuid_to_string (const guint8 uuid[RG_UUID_SIZE])
{
  static const char digits[] = "0123456789abcdef";
  GString *text = g_string_sized_new (TEXT_LENGTH + 1);

  for (guint i = 0; i < RG_UUID_SIZE; i++)
    {
      if (rg_uuid_has_dash (i))
        g_string_append_c (text, '-');
      g_string_append_c (text, digits[uuid[i] >> 4]);
      g_string_append_c (text, digits[uuid[i] & 15]);
    }
  return g_string_free_and_steal (text);
}

gboolean
rg_uuid_from_string (const char *text, guint8 uuid[RG_UUID_SIZE])
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (strlen (text) != TEXT_LENGTH)
    return FALSE;
  for (guint i = 0; i < RG_UUID_SIZE; i++)
    {
      if (rg_uuid_has_dash (i) && *text++ != '-')
        return FALSE;
      int high = g_ascii_xdigit_value (text[0]);
      int low = g_ascii_xdigit_value (text[1]);
      if (high < 0 || low < 0)
        return FALSE;
      uuid[i] = (guint8) (high << 4 | low);
      text += 2;
    }
  return TRUE;
}
