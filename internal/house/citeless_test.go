package house

// citeless lists what takes and gives numbers and yet is no formula and no
// method, each with the reason. The key is the package relative to the root,
// a dot, and the name, or the type's name, a dot, and the method's.
var citeless = map[string]string{}
