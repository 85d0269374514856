/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Rows of actions; the template has them all. */
#include "pages/rg-look-further.h"

struct _RgLookFurther
{
  AdwPreferencesGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (RgLookFurther, rg_look_further, ADW_TYPE_PREFERENCES_GROUP)

static void
rg_look_further_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RG_TYPE_LOOK_FURTHER);
  G_OBJECT_CLASS (rg_look_further_parent_class)->dispose (object);
}

static void
rg_look_further_class_init (RgLookFurtherClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rg_look_further_dispose;
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/regulars/Regulars/ui/pages/rg-look-further.ui");
}

static void
rg_look_further_init (RgLookFurther *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
