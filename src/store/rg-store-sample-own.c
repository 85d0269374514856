/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* The own fields of the sample shop, and what is known of its customers in them. */
#include "store/rg-store-own-values.h"
#include "store/rg-store-sample-private.h"

#include <string.h>

static gboolean
rg_sample_write_field (RgSampleWrite *self, guint i, GError **error)
{
  const RgSampleField *made = &g_array_index (self->data->fields, RgSampleField, i);
  g_autoptr (RgOwnField) field = rg_own_field_new (made->kind, made->name);
  g_autofree char *name = g_strdup_printf ("field:%u", i);

  g_set_str (&field->help, made->help);
  field->least = made->least;
  field->most = made->most;
  for (guint k = 0; made->choices != NULL && made->choices[k] != NULL; k++)
    rg_own_field_add_choice (field, 0, made->choices[k]);
  rg_uuid_v5 (self->shop_uuid, name, strlen (name), field->uuid);
  return rg_own_field_make (self->db, field, error);
}

gboolean
rg_sample_write_own (RgSampleWrite *self, GError **error)
{
  g_autoptr (GPtrArray) fields = NULL;

  for (guint i = 0; i < self->data->fields->len; i++)
    if (!rg_sample_write_field (self, i, error))
      return FALSE;
  fields = rg_own_fields_read (self->db, error);
  for (guint i = 0; fields != NULL && i < self->data->own->len; i++)
    {
      const RgSampleOwn *own = &g_array_index (self->data->own, RgSampleOwn, i);

      if (!rg_own_value_write (self->db, g_ptr_array_index (fields, own->field),
                               (gint64) own->customer + 1, own->text, self->data->currency, 1,
                               error))
        return FALSE;
    }
  return fields != NULL;
}
