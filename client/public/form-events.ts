/** What the parts of a form's page tell each other. */

/** A form was kept on the device. */
export const FORM_KEPT = 'deskside-form-kept'
/** A kept form is to be edited again; `detail` holds its texts and its id. */
export const FORM_TAKEN_BACK = 'deskside-form-taken-back'
